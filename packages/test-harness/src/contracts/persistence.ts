import { apiKeyRepositoryContract } from './api-key-repository.js';
import { appRepositoryContract } from './app-repository.js';
import { connectionRepositoryContract } from './connection-repository.js';
import type { MakeSubject } from './contract.js';
import { processReferenceRepositoryContract } from './process-reference-repository.js';
import type { Repositories } from './repositories.js';

/** Runs the contracts of all four repositories of one database. */
export function persistenceContract(name: string, makeSubject: MakeSubject<Repositories>): void {
  connectionRepositoryContract(name, makeSubject);
  appRepositoryContract(name, makeSubject);
  apiKeyRepositoryContract(name, makeSubject);
  processReferenceRepositoryContract(name, makeSubject);
}
