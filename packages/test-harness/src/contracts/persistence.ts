import type { AuditLog } from '@cuelight/core';
import { apiKeyRepositoryContract } from './api-key-repository.js';
import { appRepositoryContract } from './app-repository.js';
import { auditLogContract } from './audit-log.js';
import { connectionRepositoryContract } from './connection-repository.js';
import type { MakeSubject } from './contract.js';
import { processReferenceRepositoryContract } from './process-reference-repository.js';
import type { Repositories } from './repositories.js';

/** Runs the contracts of all four repositories of one database, and of its audit log. */
export function persistenceContract(
  name: string,
  makeSubject: MakeSubject<Repositories & { readonly auditLog: AuditLog }>,
): void {
  connectionRepositoryContract(name, makeSubject);
  appRepositoryContract(name, makeSubject);
  apiKeyRepositoryContract(name, makeSubject);
  processReferenceRepositoryContract(name, makeSubject);
  auditLogContract(name, async () => {
    const { subject, ...provided } = await makeSubject();
    return { ...provided, subject: subject.auditLog };
  });
}
