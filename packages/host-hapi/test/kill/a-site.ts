import { appendFile, cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLocalSecrets, parseMasterKeys } from '@cuelight/adapters/secrets/local';
import { heldByService } from '@cuelight/adapters/secrets/service';
import { systemClock } from '@cuelight/adapters/system';
import { credentialFromText, heldByConnections, heldWebhookOf, type SecretRef } from '@cuelight/core';
import type { FakeOrchestrator } from '@cuelight/test-harness/fake-orchestrator';
import { aFolder } from '../world/a-folder.js';
import { aFreePort } from '../world/a-free-port.js';
import { adminKey } from '../world/a-world.js';
import { inDatabase } from '../world/open-database.js';
import { runCommand } from '../world/run-command.js';

/** A data folder, with the settings of the service on it. */
export interface Site {
  readonly dataFolder: string;
  readonly url: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** A site without anything, or with what another has; in a folder that is gone after the test, or in the given one. */
export async function aSite(on: { readonly like?: Site; readonly dataFolder?: string } = {}): Promise<Site> {
  const dataFolder = on.dataFolder ?? (await aFolder());
  if (on.like !== undefined) await cp(on.like.dataFolder, dataFolder, { recursive: true });
  const port = await aFreePort();
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
export const secondKey = `k2:${Buffer.alloc(32, 2).toString('base64')}`;

/** Adds {@link secondKey} to the keys of a site. */
export function addSecondKey({ dataFolder }: Site): Promise<void> {
  return appendFile(join(dataFolder, 'master-keys'), `${secondKey}\n`);
}

/** What a site has when nothing is half done. */
export interface Whole {
  /** The names of the connections. */
  readonly connections: readonly string[];
  /** The user names or passwords of their credentials, in the same order. */
  readonly passwords: readonly string[];
}

/** Repairs a site whose service was killed, as if it had died some time ago. */
export async function repair(site: Site): Promise<void> {
  await inDatabase(site.dataFolder, (_, knex) => knex('hosts').decrement('seen_at_ms', 60_000));
  const { code, stderr } = await runCommand(['check', '--all', '--repair'], site.dataFolder, site.environment);
  if (code !== 0 || stderr !== '') throw new Error(`the repair ended with ${code}: ${stderr}`);
}

/**
 * Looks at all that a site has: every connection is verified, every secret that is named can be read, and nothing lies
 * about that no row names, here or at Orchestrator. Throws otherwise.
 */
export async function whole(site: Site, fake: FakeOrchestrator): Promise<Whole> {
  return inDatabase(site.dataFolder, async (persistence, knex) => {
    const keys = parseMasterKeys(await readFile(join(site.dataFolder, 'master-keys'), 'utf8'));
    if (!keys.ok) throw new Error(keys.failure.detail);
    const { connections, serviceSecretRows, sealedRecords: records, masterKeyState } = persistence;
    const secrets = createLocalSecrets({ records, masterKeyState, keyRing: keys.value });
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
    const keptNames = kept.map(({ name, version }) => `${name}@${version}`).sort();
    const wanted = named.map(({ name, version }) => `${name}@${version}`).sort();
    if (keptNames.join() !== wanted.join()) throw new Error(`stored: ${keptNames}\nnamed: ${wanted}`);

    const rows = await connections.list({ limit: 100 }, ['connecting', 'verified', 'retired']);
    if (!rows.ok) throw new Error(rows.failure.detail);
    const halfDone = rows.value.filter(({ status, looseSecretsSinceMs: loose }) => status !== 'verified' || loose);
    if (halfDone.length > 0) throw new Error(`half done: ${JSON.stringify(halfDone)}`);
    const webhooks = rows.value.map(({ subscription }) => heldWebhookOf(subscription)?.webhookId).sort();
    const there = fake.admin
      .state()
      .webhooks.filter(({ Url }) => String(Url).startsWith(site.url))
      .map(({ Id }) => Number(Id));
    if (webhooks.join() !== there.sort().join()) throw new Error(`webhooks: ${there}, named: ${webhooks}`);
    return { connections: rows.value.map(({ name }) => name), passwords };
  });
}
