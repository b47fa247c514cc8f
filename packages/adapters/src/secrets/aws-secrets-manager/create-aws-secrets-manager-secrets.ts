import { randomBytes } from 'node:crypto';
import { type Failure, fail, type SecretBinding, type SecretStore, secretFields, succeed } from '@cuelight/core';
import { systemClock } from '../../system/index.js';
import { bind, unbind } from '../bound/bound-value.js';
import { nameSegment } from '../bound/name-segment.js';
import { openClient } from './open-client.js';
import type { AwsSecretsManagerOptions } from './options.js';
import { type VersionedSecret, versionedSecret } from './versioned-secret.js';

/** Secrets in AWS Secrets Manager. */
export interface AwsSecretsManagerSecrets extends SecretStore {
  /** Closes the connections. */
  close(): Promise<void>;
}

/**
 * The backend `aws-secrets-manager`: one secret of AWS for each owner and field, `<prefix>/<owner>/<field>.v1`, and in it
 * a version for each put. Calls AWS at first use. Throws when the package `@aws-sdk/client-secrets-manager` is not
 * installed, the endpoint is not one of https, or the prefix is no name.
 */
export async function createAwsSecretsManagerSecrets(
  options: AwsSecretsManagerOptions,
): Promise<AwsSecretsManagerSecrets> {
  const { clock = systemClock, prefix = 'cuelight', operationMs = 10_000, kmsKeyId } = options;
  if (!isName(prefix)) throw new Error('The prefix has to be names of letters, digits, "-" and "_", with "/" between.');
  const opened = await openClient(options);

  const secret = (name: string): VersionedSecret => versionedSecret(opened, name, { clock, operationMs, kmsKeyId });
  // AWS advises against a name that ends in a hyphen and six characters, as `webhook-secret` does: so end ARNs.
  const nameOf = ({ owner, field }: Pick<SecretBinding, 'owner' | 'field'>): string =>
    `${prefix}/${nameSegment(owner)}/${nameSegment(field)}${nameEnd}`;
  /** A name that a put did not make is not asked for: a row edited by hand must not lead to anybody else's secrets. */
  const isOurName = (name: string): boolean =>
    name.endsWith(nameEnd) && name.startsWith(`${prefix}/`) && isName(name.slice(0, -nameEnd.length));

  return {
    async read({ backend: of, name, version }, binding) {
      if (of !== backend) return fail(notOurs(of));
      const what = `The ${binding.field} of ${binding.owner}`;
      const found = isOurName(name) && isVersion(version) ? await secret(name).read(version) : succeed(undefined);
      if (!found.ok) return found;
      if (found.value === undefined) {
        return fail({ code: 'secret-missing', detail: `${what} is not in AWS Secrets Manager.` });
      }
      // A label that was moved by hand leads to another version.
      const read = found.value.id === version ? unbind(parsed(found.value.text), binding, version) : undefined;
      const detail = `${what} in AWS Secrets Manager is bound to something else, or was changed there.`;
      return read === undefined ? fail({ code: 'secret-unreadable', detail }) : succeed(read);
    },

    async put(binding, value) {
      const name = nameOf(binding);
      const version = randomBytes(16).toString('hex');
      const added = await secret(name).add(version, JSON.stringify(bind(binding, version, value)));
      return added.ok ? succeed({ backend, name, version }) : added;
    },

    async delete({ backend: of, name, version }) {
      if (of !== backend) return fail(notOurs(of));
      if (!isOurName(name)) return succeed(undefined);
      return secret(name).drop((one) => one === version);
    },

    async deleteOthers(of, kept) {
      const name = nameOf(of);
      const ours = kept.filter((ref) => ref.backend === backend && ref.name === name).map(({ version }) => version);
      return secret(name).drop((one) => !ours.includes(one));
    },

    async deleteAll(owner) {
      for (const field of secretFields) {
        const forgotten = await secret(nameOf({ owner, field })).forget();
        if (!forgotten.ok) return forgotten;
      }
      return succeed(undefined);
    },

    async close() {
      opened.client.destroy();
    },
  };
}

const backend = 'aws-secrets-manager';
const nameEnd = '.v1';

function isName(text: string): boolean {
  return /^[\w-]+(?:\/[\w-]+)*$/.test(text);
}

function isVersion(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function notOurs(other: string): Failure {
  return { code: 'secret-unavailable', detail: `The secret is kept by the backend ${other}, not by ${backend}.` };
}
