import { apiKeyRepositoryChecks } from '../../src/contracts/api-key-repository.js';
import { appRepositoryChecks } from '../../src/contracts/app-repository.js';
import { auditLogChecks } from '../../src/contracts/audit-log.js';
import { connectionRepositoryChecks } from '../../src/contracts/connection-repository.js';
import { processReferenceRepositoryChecks } from '../../src/contracts/process-reference-repository.js';
import { apiKeyMutants } from '../mutants/api-key-mutants.js';
import { appMutants } from '../mutants/app-mutants.js';
import { auditLogMutants, honestAuditLog } from '../mutants/audit-log-mutants.js';
import { connectionMutants } from '../mutants/connection-mutants.js';
import { honestRepositories } from '../mutants/honest-repositories.js';
import { contractCatches } from '../mutants/mutant.js';
import { processReferenceMutants } from '../mutants/process-reference-mutants.js';

contractCatches('connections', connectionRepositoryChecks, honestRepositories, connectionMutants);
contractCatches('apps', appRepositoryChecks, honestRepositories, appMutants);
contractCatches('API keys', apiKeyRepositoryChecks, honestRepositories, apiKeyMutants);
contractCatches('process references', processReferenceRepositoryChecks, honestRepositories, processReferenceMutants);
contractCatches('the audit log', auditLogChecks, honestAuditLog, auditLogMutants);
