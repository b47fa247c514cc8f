import { describe, expect, it } from 'vitest';
import { accessOf, credentialBinding, webhookSecretBinding } from '../../src/connection/access.js';
import {
  type Connection,
  type ConnectionTarget,
  credentialToText,
  parseIdentityUrl,
  parseOrchestratorUrl,
  Secret,
  type SecretBinding,
  succeed,
} from '../../src/index.js';
import { expectValue } from '../world/a-world.js';
import { createSecretShelf } from '../world/secret-shelf.js';

const orchestratorUrl = expectValue(parseOrchestratorUrl('https://suite.example/dept/production/orchestrator_'));
const target: ConnectionTarget = { orchestratorUrl, tenant: 'production' };
const identityAt = (text: string) => ({ ...target, identityUrl: expectValue(parseIdentityUrl(text)) });

describe('the credential of a connection', () => {
  it('is bound to the origin of Orchestrator, and so to its identity server on the same host', () => {
    const origins = ['https://suite.example'];

    expect(credentialBinding('id-1', target)).toEqual({ owner: 'id-1', field: 'credential', origins });
    expect(credentialBinding('id-1', identityAt('https://suite.example/identity')).origins).toEqual(origins);
  });

  it('is bound to the origin of another identity server too', () => {
    const { origins } = credentialBinding('id-1', identityAt('https://login.example:8443/identity'));

    expect(origins).toEqual(['https://suite.example', 'https://login.example:8443']);
  });

  it('is read with what it is bound to', async () => {
    const seen: SecretBinding[] = [];
    const credential = { kind: 'personal-access-token', token: new Secret('rt_1') } as const;
    const elsewhere = identityAt('https://login.example/identity');
    const reader = {
      read: async (_: unknown, binding: SecretBinding) => {
        seen.push(binding);
        return succeed(credentialToText(credential));
      },
    };

    const read = await expectValue(
      accessOf(
        { ...connection, target: elsewhere },
        { secrets: reader, connections: { find: async () => succeed(undefined) } },
      ),
    ).credential();

    expect(read).toMatchObject({ ok: true, value: { kind: 'personal-access-token' } });
    expect(seen).toEqual([credentialBinding('id-1', elsewhere)]);
  });
});

describe('the credential of a connection whose secret was moved to another backend', () => {
  const binding = credentialBinding('id-1', target);
  const credential = { kind: 'personal-access-token', token: new Secret('rt_1') } as const;

  it('is read where the row says that it is by now', async () => {
    const vault = createSecretShelf('vault');
    const moved = expectValue(await vault.put(binding, credentialToText(credential)));
    const connections = { find: async () => succeed({ ...connection, credential: moved }) };

    const read = await expectValue(accessOf(connection, { secrets: vault, connections })).credential();

    expect(read).toMatchObject({ ok: true, value: { kind: 'personal-access-token' } });
  });

  it('is missing when the row still says that it is where it is not', async () => {
    const connections = { find: async () => succeed(connection) };
    const ports = { secrets: createSecretShelf('vault'), connections };

    expect(await expectValue(accessOf(connection, ports)).credential()).toMatchObject({
      failure: { code: 'secret-missing' },
    });
  });

  it('does not open when the connection was given another target as well', async () => {
    const vault = createSecretShelf('vault');
    const there = { ...target, orchestratorUrl: expectValue(parseOrchestratorUrl('https://elsewhere.example')) };
    const moved = expectValue(await vault.put(credentialBinding('id-1', there), credentialToText(credential)));
    const connections = { find: async () => succeed({ ...connection, target: there, credential: moved }) };

    const read = await expectValue(accessOf(connection, { secrets: vault, connections })).credential();

    expect(read).toMatchObject({ failure: { code: 'secret-unreadable' } });
  });
});

describe('the webhook secret of a connection', () => {
  it('is bound to the origin of Orchestrator alone', () => {
    const { origins } = webhookSecretBinding('id-1', identityAt('https://login.example/identity'));

    expect(origins).toEqual(['https://suite.example']);
  });
});

const connection: Connection = {
  id: 'id-1',
  name: 'Production',
  target,
  status: 'verified',
  credential: { backend: 'local', name: 'id-1/credential', version: '1' },
  subscription: { kind: 'polling', why: 'no-public-url' },
  createdAtMs: 1_795_424_400_000,
  revision: 1,
};
