import type { Seed } from '../../src/fake-orchestrator/index.js';
import type { Row } from './api-client.js';

/** An answer of the Identity Server. */
export interface IdentityAnswer {
  readonly status: number;
  readonly contentType: string | null;
  readonly headers: Headers;
  readonly body: Row;
}

/** Asks for a token as an OAuth client does. */
export async function askForToken(
  url: string,
  fields: Readonly<Record<string, string>> | string,
  { path = '/identity/connect/token', headers = {} }: { path?: string; headers?: Record<string, string> } = {},
): Promise<IdentityAnswer> {
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: typeof fields === 'string' ? fields : new URLSearchParams(fields).toString(),
  });
  const text = await answer.text();
  const contentType = answer.headers.get('content-type');
  const body = contentType?.startsWith('application/json') === true ? (JSON.parse(text) as Row) : {};
  return { status: answer.status, contentType, headers: answer.headers, body };
}

/** The application of `seedWithApplications`, as it proves who it is. */
export const runner = { client_id: 'cuelight-runner', client_secret: 'runner-secret' };
/** One that can keep no secret, and acts for users only. */
export const desktop = { client_id: 'cuelight-desktop' };
/** The refresh token that `admin` gave each of them before. */
export const firstRefreshTokens = { runner: 'runner-refresh-token-1', desktop: 'desktop-refresh-token-1' };

/** Two tenants, and applications of several kinds. */
export const seedWithApplications: Seed = {
  tenants: [
    {
      name: 'Default',
      users: [
        { username: 'admin', password: 'admin-password', personalAccessTokens: [{ token: 'pat-of-admin-0001' }] },
        {
          username: 'clerk',
          password: 'clerk-password',
          permissions: ['Units.View'],
          personalAccessTokens: [{ token: 'pat-of-clerk-0001', scopes: ['OR.Jobs.Read'], expiresInS: 3600 }],
        },
      ],
      folders: [{ path: 'Shared', processes: [{ name: 'EchoText' }] }, { path: 'Finance' }],
    },
    { name: 'Acme', users: [{ username: 'u', password: 'p' }], folders: [{ path: 'Warehouse' }] },
  ],
  oauthClients: [
    {
      id: runner.client_id,
      secret: runner.client_secret,
      scopes: ['OR.Folders.Read', 'OR.Jobs', 'OR.Execution.Read', 'OR.Users.Read'],
      userScopes: ['OR.Folders', 'OR.Jobs'],
      refreshTokens: [{ token: firstRefreshTokens.runner, username: 'admin' }],
    },
    {
      id: 'role-runner',
      secret: 'role-secret',
      scopes: ['OR.Default', 'OR.Webhooks.Read'],
      tenants: [
        { name: 'Default', permissions: ['Units.View'], folders: [{ path: 'Shared', permissions: ['Jobs.View'] }] },
      ],
    },
    {
      id: desktop.client_id,
      userScopes: ['OR.Jobs'],
      refreshTokens: [{ token: firstRefreshTokens.desktop, username: 'admin' }],
    },
  ],
};
