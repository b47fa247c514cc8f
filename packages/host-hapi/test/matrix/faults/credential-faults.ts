import { Secret } from '@cuelight/core';
import { defaultSeed } from '@cuelight/test-harness/fake-orchestrator';
import { startClosedPort, startRawReply } from '@cuelight/test-harness/odd-servers';
import { password } from '../a-patient.js';
import type { Fault } from '../faults.js';
import { without, withoutProcesses, withTenant, withUser } from './seeds.js';

const client = (
  change: { readonly clientId?: string; readonly clientSecret?: Secret; readonly scope?: string } = {},
) => ({
  kind: 'client-credentials' as const,
  clientId: 'an-application',
  clientSecret: new Secret('an-application-secret'),
  ...change,
});
const refused = 'credentials-accepted: password-refused';

/** In the credential, and in what its user may do. */
export const credentialFaults: readonly Fault[] = [
  {
    name: 'the password is wrong',
    wrong: [refused],
    diagnose: async ({ connecting, fake }) =>
      connecting((await fake()).url, { credential: { ...password, password: new Secret('another') } }),
  },
  {
    name: 'there is no such tenant',
    wrong: [refused],
    diagnose: async ({ connecting, fake }) => connecting((await fake()).url, { tenant: 'Production' }),
  },
  {
    name: 'the user is locked',
    wrong: [refused],
    diagnose: ({ invoking }) => invoking(({ fake }) => fake.admin.changeUser('Default', 'admin', { locked: true })),
  },
  {
    name: 'the user was deleted after connecting',
    wrong: [refused],
    diagnose: ({ invoking }) => invoking(({ fake }) => fake.admin.removeUser('Default', 'admin')),
  },
  {
    name: 'the password was changed after connecting',
    wrong: [refused],
    diagnose: ({ invoking }) => invoking(({ fake }) => fake.admin.changeUser('Default', 'admin', { password: 'new' })),
  },
  {
    name: 'the tenant restricts sign-in by password',
    wrong: [refused],
    diagnose: async ({ connecting, fake }) =>
      connecting((await fake({ seed: withTenant(() => ({ restrictBasicAuthentication: true })) })).url),
  },
  {
    name: 'Orchestrator gives the user no token for a password',
    wrong: ['credentials-accepted: password-not-allowed'],
    diagnose: async ({ connecting, started }) => {
      const body = '{"result":null,"success":true}';
      const head = 'HTTP/1.1 200 OK\r\napi-supported-versions: 17.0\r\nContent-Type: application/json';
      return connecting((await started(startRawReply(`${head}\r\nContent-Length: ${body.length}\r\n\r\n${body}`))).url);
    },
  },
  {
    name: 'Orchestrator has no sign-in by password',
    wrong: ['credentials-accepted: no-password-sign-in'],
    diagnose: async ({ connecting, fake }) => connecting((await fake({ apiVersion: 20 })).url),
  },
  {
    name: 'the client id is unknown',
    wrong: ['credentials-accepted: client-refused'],
    diagnose: async ({ connecting, fake }) =>
      connecting((await fake()).url, { credential: client({ clientId: 'another-application' }) }),
  },
  {
    name: 'the client secret is wrong',
    wrong: ['credentials-accepted: client-refused'],
    diagnose: async ({ connecting, fake }) =>
      connecting((await fake()).url, { credential: client({ clientSecret: new Secret('another-secret') }) }),
  },
  {
    name: 'the application is not confidential',
    wrong: ['credentials-accepted: client-not-allowed'],
    diagnose: async ({ connecting, fake }) => {
      const seed = {
        ...defaultSeed,
        oauthClients: [{ id: 'an-application', secret: 'an-application-secret', userScopes: ['OR.Jobs'] }],
      };
      return connecting((await fake({ seed })).url, { credential: client() });
    },
  },
  {
    name: 'the application lacks a scope that is asked for',
    wrong: ['credentials-accepted: scope-refused'],
    diagnose: async ({ connecting, fake }) =>
      connecting((await fake()).url, { credential: client({ scope: 'OR.Folders.Read OR.Administration' }) }),
  },
  {
    name: 'the application has no access to the tenant',
    wrong: ['credentials-accepted: tenant-refused'],
    diagnose: async ({ connecting, fake }) =>
      connecting((await fake()).url, { credential: client(), tenant: 'Production' }),
  },
  {
    name: 'the personal access token was revoked',
    wrong: ['credentials-accepted: token-refused'],
    diagnose: async ({ connecting, fake }) =>
      connecting((await fake()).url, {
        credential: { kind: 'personal-access-token', token: new Secret('revoked-personal-token') },
      }),
  },
  {
    name: 'the identity server is at another address',
    wrong: ['identity-answers: identity-server-elsewhere'],
    diagnose: async ({ connecting, fake }) => {
      const { url } = await fake();
      return connecting(url, { credential: client(), identityUrl: `${url}/nowhere` });
    },
  },
  {
    name: 'the identity server cannot be reached',
    wrong: ['identity-answers: identity-server-unreachable'],
    diagnose: async ({ connecting, fake, started }) => {
      const { url } = await started(startClosedPort('http'));
      return connecting((await fake()).url, { credential: client(), identityUrl: `${url}/identity` });
    },
  },
  {
    name: 'the identity server is out of service',
    wrong: ['identity-answers: identity-server-down'],
    diagnose: async ({ connecting, fake }) => {
      const orchestrator = await fake();
      orchestrator.admin.addFault({ on: 'GET /identity/*', action: 'status', status: 503 });
      return connecting(orchestrator.url, { credential: client() });
    },
  },
  {
    name: 'the identity server does not answer',
    wrong: ['identity-answers: identity-server-down'],
    diagnose: async ({ connecting, fake }) => {
      const orchestrator = await fake();
      orchestrator.admin.addFault({ on: 'GET /identity/*', action: 'delay', delayMs: 6_000 });
      return connecting(orchestrator.url, { credential: client() });
    },
  },
  {
    name: 'the stored credential is gone',
    wrong: ['credential-readable: secret-missing'],
    diagnose: ({ invoking }) => invoking(({ secrets, connectionId }) => secrets.deleteAll(connectionId)),
  },
  {
    name: 'the user was deactivated after connecting',
    wrong: [refused],
    diagnose: ({ invoking }) => invoking(({ fake }) => fake.admin.changeUser('Default', 'admin', { active: false })),
  },
  {
    name: 'the user with a personal access token was deactivated',
    wrong: ['user-active: user-inactive'],
    diagnose: ({ invoking }) =>
      invoking(({ fake }) => fake.admin.changeUser('Default', 'admin', { active: false }), {
        connect: { credential: { kind: 'personal-access-token', token: new Secret('admin-personal-token') } },
      }),
  },
  {
    name: 'the application may not list folders',
    wrong: ['folders-listed: folders-forbidden'],
    diagnose: async ({ connecting, fake }) =>
      connecting((await fake()).url, { credential: client({ scope: 'OR.Execution OR.Jobs' }) }),
  },
  {
    name: 'no folder has a process',
    wrong: ['processes-listed: folder-empty'],
    diagnose: async ({ connecting, fake }) => connecting((await fake({ seed: withoutProcesses() })).url),
  },
  {
    name: 'the user is in no folder',
    wrong: ['folders-listed: no-folders'],
    diagnose: async ({ connecting, fake }) =>
      connecting((await fake({ seed: withTenant(() => ({ folders: [] })) })).url),
  },
  {
    name: 'the user may not list processes',
    wrong: ['processes-listed: processes-forbidden'],
    diagnose: async ({ connecting, fake }) =>
      connecting((await fake({ seed: withUser({ permissions: without('Processes.View') }) })).url),
  },
  {
    name: 'the user may not start jobs',
    wrong: ['start-permitted: start-forbidden'],
    diagnose: async ({ connecting, fake }) =>
      connecting((await fake({ seed: withUser({ permissions: without('Jobs.Create') }) })).url),
  },
];
