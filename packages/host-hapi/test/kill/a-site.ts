import { appendFile, cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createAzureKeyVaultSecrets } from '@cuelight/adapters/secrets/azure-key-vault';
import { createSecretsByBackend } from '@cuelight/adapters/secrets/by-backend';
import { createLocalSecrets, parseMasterKeys } from '@cuelight/adapters/secrets/local';
import { heldByService } from '@cuelight/adapters/secrets/service';
import { systemClock } from '@cuelight/adapters/system';
import { credentialFromText, heldByConnections, heldWebhookOf, type SecretRef, type SecretStore } from '@cuelight/core';
import { type FakeKeyVault, startFakeKeyVault } from '@cuelight/test-harness/fake-key-vault';
import type { FakeOrchestrator } from '@cuelight/test-harness/fake-orchestrator';
import { freePort } from '@cuelight/test-harness/free-port';
import { aFolder } from '../world/a-folder.js';
import { adminKey } from '../world/a-world.js';
import { inDatabase } from '../world/open-database.js';
import { runCommand } from '../world/run-command.js';
import { runDying } from './dying-program.js';

/** A data folder, with the settings of the service on it. */
export interface Site {
  readonly dataFolder: string;
  readonly url: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The Key Vault that its settings name, if they do. */
  readonly vault?: FakeKeyVault;
}

/** A site without anything, or with what another has; in a folder that is gone after the test, or in the given one. */
export async function aSite(on: { readonly like?: Site; readonly dataFolder?: string } = {}): Promise<Site> {
  const dataFolder = on.dataFolder ?? (await aFolder());
  if (on.like !== undefined) await cp(on.like.dataFolder, dataFolder, { recursive: true });
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  return {
    dataFolder,
    url,
    environment: {
      CUELIGHT_DATABASE_URL: `sqlite:${join(dataFolder, 'cuelight.db')}`,
      CUELIGHT_PORT: String(port),
      CUELIGHT_PUBLIC_URL: url,
      CUELIGHT_ADMIN_KEY: adminKey,
      CUELIGHT_EGRESS_ALLOW: '127.0.0.1',
      CUELIGHT_LOG_LEVEL: 'silent',
    },
  };
}

/** The second master key of a site. */
const secondKey = `k2:${Buffer.alloc(32, 2).toString('base64')}`;

/** Adds a second master key, `k2`, to the keys of a site. */
export function addSecondKey({ dataFolder }: Site): Promise<void> {
  return appendFile(join(dataFolder, 'master-keys'), `${secondKey}\n`);
}

/** The ids of the webhooks that Orchestrator has with the address of a site. */
export function webhooksAt(fake: FakeOrchestrator, { url }: Pick<Site, 'url'>): readonly number[] {
  const there = fake.admin.state().webhooks.filter(({ Url }) => String(Url).startsWith(`${url}/`));
  return there.map(({ Id }) => Number(Id));
}

/** What a site has when nothing is half done. */
export interface Whole {
  /** The names of the connections. */
  readonly connections: readonly string[];
  /** The user names or passwords of their credentials, in the same order. */
  readonly passwords: readonly string[];
}

/** The same site with a Key Vault beside the backend it has, which the service signs in to as a managed identity. Whoever asks closes the vault. */
export async function withVault(site: Site): Promise<Site> {
  const vault = await startFakeKeyVault();
  const environment = {
    ...site.environment,
    IDENTITY_ENDPOINT: vault.managedIdentity.endpoint,
    IDENTITY_HEADER: vault.managedIdentity.header,
    AZURE_TOKEN_CREDENTIALS: 'prod',
    NODE_EXTRA_CA_CERTS: vault.caFile,
    CUELIGHT_CA_FILE: vault.caFile,
    CUELIGHT_AZURE_KEY_VAULT_URL: vault.url,
    CUELIGHT_AZURE_KEY_VAULT_PURGE: 'true',
  };
  return { ...site, environment, vault };
}

/** Repairs a site whose service was killed, as if it had died some time ago. */
export async function repair(site: Site): Promise<void> {
  await inDatabase(site.dataFolder, (_, knex) => knex('hosts').decrement('seen_at_ms', 60_000));
  const args = ['check', '--all', '--repair'];
  // What a managed identity needs is in the environment of a process, not in that of a command.
  const ended =
    site.vault === undefined
      ? await runCommand(args, site.dataFolder, site.environment)
      : await runDying(args, site.environment).then(({ how, stderr }) => ({ code: how, stderr: withoutSteps(stderr) }));
  if (ended.code !== 0 || ended.stderr !== '') throw new Error(`the repair ended with ${ended.code}: ${ended.stderr}`);
}

function withoutSteps(stderr: string): string {
  return stderr.replace(/^steps: \d+\n$/m, '');
}

/**
 * Looks at all that a site has: every connection is verified, every secret that is named can be read, and nothing lies
 * about that no row names, here or at Orchestrator. Throws otherwise.
 *
 * @param strangers webhooks that Orchestrator had before: an earlier site may have had the same port
 */
export async function whole(site: Site, fake: FakeOrchestrator, strangers: ReadonlySet<number>): Promise<Whole> {
  return inDatabase(site.dataFolder, async (persistence, knex) => {
    const keys = parseMasterKeys(await readFile(join(site.dataFolder, 'master-keys'), 'utf8'));
    if (!keys.ok) throw new Error(keys.failure.detail);
    const { connections, serviceSecretRows, sealedRecords: records, masterKeyState } = persistence;
    const local = createLocalSecrets({ records, masterKeyState, keyRing: keys.value });
    const secrets = createSecretsByBackend({
      stores: new Map([['local', local], ...(await vaultStore(site.vault))]),
      newIn: 'local',
    });
    const named: SecretRef[] = [];
    const passwords: string[] = [];
    for (const holder of [heldByConnections({ connections, clock: systemClock }), heldByService(serviceSecretRows)]) {
      for await (const holding of holder.each()) {
        if (!holding.ok) throw new Error(holding.failure.detail);
        for (const { ref, binding } of holding.value.secrets) {
          const read = await secrets.read(ref, binding);
          if (!read.ok) throw new Error(`${binding.owner} lost its ${binding.field}: ${read.failure.detail}`);
          named.push(ref);
          if (binding.field !== 'credential') continue;
          const credential = credentialFromText(read.value);
          const password = credential.ok && credential.value.kind === 'password' && credential.value.password;
          if (!password || 'fromEnv' in password) throw new Error('a credential is spoilt');
          passwords.push(password.reveal());
        }
      }
    }
    const kept = await knex('sealed_records').orderBy(['name', 'version']).select('name', 'version');
    const keptNames = [...kept.map(({ name, version }) => `${name}@${version}`), ...keptIn(site.vault)].sort();
    const wanted = named.map(({ name, version }) => `${name}@${version}`).sort();
    if (keptNames.join() !== wanted.join()) throw new Error(`stored: ${keptNames}\nnamed: ${wanted}`);

    const rows = await connections.list({ limit: 100 }, ['connecting', 'verified', 'retired']);
    if (!rows.ok) throw new Error(rows.failure.detail);
    const halfDone = rows.value.filter(({ status, looseSecretsSinceMs: loose }) => status !== 'verified' || loose);
    if (halfDone.length > 0) throw new Error(`half done: ${JSON.stringify(halfDone)}`);
    const webhooks = rows.value.map(({ subscription }) => heldWebhookOf(subscription)?.webhookId).sort();
    const there = webhooksAt(fake, site).filter((id) => webhooks.includes(id) || !strangers.has(id));
    if (webhooks.join() !== [...there].sort().join()) throw new Error(`webhooks: ${there}, named: ${webhooks}`);
    return { connections: rows.value.map(({ name }) => name), passwords };
  });
}

async function vaultStore(vault: FakeKeyVault | undefined): Promise<[string, SecretStore][]> {
  if (vault === undefined) return [];
  const credential = vault.admin.credentialOf('managed-identity');
  return [['azure-key-vault', await createAzureKeyVaultSecrets({ vaultUrl: vault.url, credential, ca: [vault.ca] })]];
}

/** What a vault has that can be read. */
function keptIn(vault: FakeKeyVault | undefined): readonly string[] {
  const names = vault?.admin.secretNames() ?? [];
  return names.flatMap((name) =>
    (vault?.admin.secretVersions(name) ?? [])
      .filter(({ isEnabled }) => isEnabled)
      .map(({ version }) => `${name}@${version}`),
  );
}
