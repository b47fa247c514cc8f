import { fail, type OrchestratorAccess, type OrchestratorUrl } from '../../src/index.js';

/** Access of the connection c1, whose credential cannot be read. */
export const access: OrchestratorAccess = {
  connectionId: 'c1',
  target: { orchestratorUrl: 'https://orchestrator.example' as OrchestratorUrl, tenant: 'Default' },
  credentialVersion: '1',
  credential: async () => fail({ code: 'secret-missing', detail: 'There is none.' }),
};
