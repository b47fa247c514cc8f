import {
  type Credential,
  type IdentityUrl,
  type OrchestratorAccess,
  type OrchestratorUrl,
  Secret,
  succeed,
} from '@cuelight/core';

/** Access to the Orchestrator at this address as a user who may do everything there. */
export function anAccess(
  url: string,
  changed: Partial<OrchestratorAccess> & { caPem?: string; identityUrl?: string; tenant?: string } = {},
): OrchestratorAccess {
  const { caPem, identityUrl, tenant = 'Default', ...rest } = changed;
  return {
    connectionId: 'connection-1',
    target: {
      orchestratorUrl: url as OrchestratorUrl,
      tenant,
      ...(identityUrl !== undefined && { identityUrl: identityUrl as IdentityUrl }),
      ...(caPem !== undefined && { caPem }),
    },
    credentialVersion: '1',
    credential: async () =>
      succeed({ kind: 'password', username: 'admin', password: new Secret('admin-password') } as const),
    ...rest,
  };
}

/** An external application that may do everything, as a credential. */
export const aClient = {
  kind: 'client-credentials',
  clientId: 'cuelight',
  clientSecret: new Secret('client-secret'),
} as const;

/** A personal access token, as a credential. */
export const aPersonalToken = { kind: 'personal-access-token', token: new Secret('rt_personal') } as const;

/** How a credential is handed to the adapter. */
export function holding(credential: Credential): Pick<OrchestratorAccess, 'credential'> {
  return { credential: async () => succeed(credential) };
}
