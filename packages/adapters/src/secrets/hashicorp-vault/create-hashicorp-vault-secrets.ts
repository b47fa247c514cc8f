import { randomBytes } from 'node:crypto';
import { type Failure, fail, type Result, type SecretBinding, type SecretStore, succeed } from '@cuelight/core';
import { systemClock } from '../../system/index.js';
import { bind, unbind } from '../bound/bound-value.js';
import { nameSegment } from '../bound/name-segment.js';
import { createKv } from './kv.js';
import type { HashicorpVaultOptions } from './options.js';
import { createVaultClient, unavailable } from './vault-client.js';
import { createVaultSession } from './vault-session.js';

/** Secrets in Vault. */
export interface HashicorpVaultSecrets extends SecretStore {
  /** Ends the renewal of its token and closes the connections. */
  close(): Promise<void>;
}

/**
 * The backend `hashicorp-vault`: secrets in a KV engine, version 2, of HashiCorp Vault or OpenBao. Each put has a path of
 * its own, `<prefix>/<owner>/<field>/<version>`, written once: version numbers of KV begin anew once a path was removed,
 * and old ones fall off, so that neither could be trusted to name one secret for ever. Signs in at first use. Throws
 * when the address is not one of https, or the prefix is no folder.
 */
export function createHashicorpVaultSecrets(options: HashicorpVaultOptions): HashicorpVaultSecrets {
  const { clock = systemClock, mount = 'secret' } = options;
  const prefix = options.prefix ?? 'cuelight';
  if (!isFolder(prefix))
    throw new Error('The prefix has to be names of letters, digits, "-" and "_", with "/" between.');
  const client = createVaultClient(options, clock);
  const session = createVaultSession(options, client, clock);
  const kv = createKv(client, session, mount);

  const folderOf = (owner: string): string => `${prefix}/${nameSegment(owner)}`;
  const nameOf = ({ owner, field }: Pick<SecretBinding, 'owner' | 'field'>): string =>
    `${folderOf(owner)}/${nameSegment(field)}`;
  /** A name that a put did not make is not asked for: a row edited by hand must not lead anywhere else in the vault. */
  const isOurName = (name: string): boolean => isFolder(name) && name.startsWith(`${prefix}/`);

  async function forgetVersions(name: string, kept: readonly string[]): Promise<Result<void, Failure>> {
    const listed = await kv.list(name);
    if (!listed.ok) return listed;
    for (const version of listed.value.filter((key) => isVersion(key) && !kept.includes(key))) {
      const forgotten = await kv.forget(`${name}/${version}`);
      if (!forgotten.ok) return forgotten;
    }
    return succeed(undefined);
  }

  return {
    async read(ref, binding) {
      if (ref.backend !== backend) return fail(notOurs(ref.backend));
      const { name, version } = ref;
      const what = `The ${binding.field} of ${binding.owner}`;
      const found = isOurName(name) && isVersion(version) ? await kv.read(`${name}/${version}`) : succeed(undefined);
      if (!found.ok) return found;
      if (found.value === undefined) return fail({ code: 'secret-missing', detail: `${what} is not in Vault.` });
      const secret = unbind(found.value, binding, version);
      return secret === undefined
        ? fail({
            code: 'secret-unreadable',
            detail: `${what} in Vault is bound to something else, or was changed there.`,
          })
        : succeed(secret);
    },

    async put(binding, secret) {
      const name = nameOf(binding);
      const version = randomBytes(16).toString('hex');
      const written = await kv.write(`${name}/${version}`, bind(binding, version, secret));
      return written.ok ? succeed({ backend, name, version }) : written;
    },

    async delete({ backend: of, name, version }) {
      if (of !== backend) return fail(notOurs(of));
      return isOurName(name) && isVersion(version) ? kv.forget(`${name}/${version}`) : succeed(undefined);
    },

    async deleteOthers(of, kept) {
      const name = nameOf(of);
      const ours = kept.filter((ref) => ref.backend === backend && ref.name === name);
      return forgetVersions(
        name,
        ours.map(({ version }) => version),
      );
    },

    async deleteAll(owner) {
      const folder = folderOf(owner);
      const fields = await kv.list(folder);
      if (!fields.ok) return fields;
      for (const field of fields.value.filter((key) => key.endsWith('/'))) {
        const forgotten = await forgetVersions(`${folder}/${field.slice(0, -1)}`, []);
        if (!forgotten.ok) return forgotten;
      }
      return succeed(undefined);
    },

    async close() {
      session.close();
      await client.close();
    },
  };
}

const backend = 'hashicorp-vault';

function isFolder(text: string): boolean {
  return /^[\w-]+(?:\/[\w-]+)*$/.test(text);
}

function isVersion(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text);
}

function notOurs(other: string): Failure {
  return unavailable(`The secret is kept by the backend ${other}, not by ${backend}.`);
}
