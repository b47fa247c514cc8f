import { randomBytes } from 'node:crypto';
import { createSecretsByBackend } from '@cuelight/adapters/secrets/by-backend';
import { defaultSeed, type Seed, startFakeOrchestrator } from '@cuelight/test-harness/fake-orchestrator';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readSettings } from '../../src/index.js';
import { openStorage } from '../../src/storage/open-storage.js';
import { secretHolders } from '../../src/storage/secret-holders.js';
import { readStoredSecrets } from '../../src/support/read-stored-secrets.js';
import { type Canary, search } from '../nothing-stored/search.js';
import { aFolder } from '../world/a-folder.js';
import { aService } from '../world/a-service.js';
import { inDatabase } from '../world/open-database.js';
import { runCommand } from '../world/run-command.js';
import { anApp, connectionTo } from '../world/set-up.js';
import { bundleIn } from './a-bundle.js';
import { writings } from './writings.js';

const aCanary = () => `${randomBytes(8).toString('hex')} "ü/+&=%\\<>'`;
const aVisibleCanary = () => randomBytes(24).toString('base64');

/** A service with a secret in every place where one can be. */
async function aServiceFullOfSecrets() {
  const password = aCanary();
  const fake = await startFakeOrchestrator({ seed: seedWith(password) });
  onTestFinished(() => fake.close());
  const masterKeys = [randomBytes(32), randomBytes(32)];
  const secrets = {
    CUELIGHT_ADMIN_KEY: aVisibleCanary().padEnd(40, 'x'),
    CUELIGHT_MASTER_KEYS: masterKeys.map((key, index) => `k${index}:${key.toString('base64')}`).join(','),
    CUELIGHT_VAULT_TOKEN: aVisibleCanary(),
    CUELIGHT_CREDENTIAL_FINANCE: password,
    AWS_SECRET_ACCESS_KEY: aVisibleCanary(),
    AZURE_CLIENT_SECRET: aCanary(),
  };
  const environment = {
    CUELIGHT_VAULT_ADDRESS: 'https://vault.example:8200',
    CUELIGHT_EGRESS_ALLOW: '127.0.0.1',
    ...secrets,
  };
  const dataFolder = await aFolder();
  const service = await aService(dataFolder, environment);
  const admin = service.client(secrets.CUELIGHT_ADMIN_KEY);
  const inRow = { kind: 'password', username: 'admin', password };
  const inEnvironment = { ...inRow, password: { fromEnv: 'CUELIGHT_CREDENTIAL_FINANCE' } };
  const made = await admin.post('/v1/connections', connectionTo(fake.url, { credential: inRow }));
  await admin.post('/v1/connections', connectionTo(fake.url, { name: 'Other', credential: inEnvironment }));
  const app = await anApp({ client: (key = secrets.CUELIGHT_ADMIN_KEY) => service.client(key) });
  const stored = await storedIn(dataFolder, environment);
  const texts = [...Object.values(secrets), ...masterKeys.map((key) => key.toString('base64')), ...stored];
  return {
    ...{ dataFolder, environment, admin, stored },
    connectionId: String(made.body.id),
    canaries: [...texts, ...Object.values(app.keys)].map((text): Canary => ({ what: text, text })),
    secrets: texts,
    byCommand: () => runCommand(['support-bundle'], dataFolder, environment),
  };
}

function seedWith(password: string): Seed {
  const tenants = defaultSeed.tenants.map((tenant) => ({
    ...tenant,
    users: tenant.users.map((user) => ({ ...user, password })),
  }));
  return { ...defaultSeed, tenants };
}

/** Every secret that the database has: of connections, of webhooks, of the service itself. */
async function storedIn(dataFolder: string, environment: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const read = readSettings({ CUELIGHT_DATABASE_URL: `sqlite:${dataFolder}/cuelight.db`, ...environment });
  if (!read.ok) throw new Error(read.failure.join());
  const storage = await openStorage(read.value.settings, 'expect');
  if (!storage.ok) throw new Error(storage.failure.detail);
  const { secretBackends, close } = storage.value;
  const secrets = createSecretsByBackend(secretBackends);
  const stored = await readStoredSecrets({ holders: secretHolders(storage.value), secrets, withinMs: 10_000 });
  await close();
  if (!stored.ok) throw new Error(stored.failure.detail);
  return stored.value.values.map((secret) => secret.reveal());
}

/** Gives a connection for each of these texts to the database, which has it as its name. */
async function nameConnections(dataFolder: string, names: readonly string[]): Promise<void> {
  await inDatabase(dataFolder, async (_, knex) => {
    const row = await knex('connections').first();
    for (const [index, name] of names.entries())
      await knex('connections').insert({ ...row, id: `planted-${index}`, name });
  });
}

const found = (canaries: readonly Canary[], text: string) =>
  search(canaries, [{ kind: 'reply', name: 'the bundle', bytes: Buffer.from(text) }]).map(({ canary }) => canary.what);

describe('a support bundle', () => {
  it('tells how things stand, and holds no secret that had to be taken out', async () => {
    const { admin, byCommand, canaries, connectionId, stored } = await aServiceFullOfSecrets();
    expect(new Set(stored).size).toBeGreaterThanOrEqual(7);

    const answer = await admin.get('/v1/support-bundle');
    const command = await byCommand();

    for (const [madeBy, text] of [
      ['service', answer.text],
      ['command-line', command.stdout],
    ] as const) {
      const bundle = bundleIn(text);
      expect(bundle).toMatchObject({
        format: 'cuelight-support-bundle',
        formatVersion: 1,
        madeBy,
        program: { cuelight: '0.1.0', node: process.versions.node },
        database: {
          kind: 'sqlite',
          schema: { pending: [], unknown: [] },
          rows: { connections: 2, apps: 1, apiKeys: 3 },
        },
        hosts: { alive: [{ kind: 'service', masterKeyIds: ['k0', 'k1'], secretBackends: ['local'] }] },
        audit: { isSound: true, entries: expect.any(Number) },
        diagnoses: {
          diagnoses: expect.arrayContaining([
            expect.objectContaining({ connectionId, verdict: expect.stringMatching(/^(?:pass|warn)$/) }),
          ]),
        },
        redaction: { replaced: 0, notKnown: [] },
      });
      expect(bundle.connections.connections).toContainEqual(
        expect.objectContaining({
          ...{ id: connectionId, name: 'Finance Orchestrator', tenant: 'Default', status: 'verified' },
          secrets: 'readable',
          subscription: { kind: 'webhook', isProven: true, isSecretChanging: false },
        }),
      );
      expect(found(canaries, text)).toEqual([]);
    }
    expect(bundleIn(answer.text).connections.connections[0]).toMatchObject({
      state: 'verified',
      apiVersion: 17,
      counts: expect.arrayContaining([{ kind: 'webhook-received', count: expect.any(Number) }]),
    });
  });

  it('loses a secret that got into it by mistake, in whatever encoding, and says so', async () => {
    const { admin, byCommand, canaries, dataFolder, secrets } = await aServiceFullOfSecrets();
    const names = [...new Set(secrets)].flatMap((secret) => writings.map(([, write]) => write(secret)));
    await nameConnections(dataFolder, names);

    const answer = await admin.get('/v1/support-bundle');
    const command = await byCommand();

    for (const text of [answer.text, command.stdout]) {
      const bundle = bundleIn(text);
      expect(found(canaries, text)).toEqual([]);
      expect(bundle.connections.connections).toHaveLength(names.length + 2);
      expect(bundle.redaction.replaced).toBeGreaterThanOrEqual(names.length);
      expect(bundle.redaction.meaning).toContain('a fault of Cuelight');
    }
    expect(command.stderr).toContain('secrets had to be taken out');
  });
});
