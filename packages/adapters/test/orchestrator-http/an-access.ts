import { type OrchestratorAccess, type OrchestratorUrl, Secret, succeed } from '@cuelight/core';

/** Access to the Orchestrator at this address as a user who may do everything there. */
export function anAccess(
  url: string,
  changed: Partial<OrchestratorAccess> & { caPem?: string } = {},
): OrchestratorAccess {
  const { caPem, ...rest } = changed;
  return {
    connectionId: 'connection-1',
    target: { orchestratorUrl: url as OrchestratorUrl, tenant: 'Default', ...(caPem !== undefined && { caPem }) },
    credentialVersion: '1',
    credential: async () =>
      succeed({ kind: 'password', username: 'admin', password: new Secret('admin-password') } as const),
    ...rest,
  };
}
