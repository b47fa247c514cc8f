import { randomBytes as systemRandomBytes } from 'node:crypto';
import {
  type Failure,
  type FailureCode,
  fail,
  type Result,
  Secret,
  type SecretBinding,
  type SecretRef,
  type SecretStore,
  succeed,
} from '@cuelight/core';
import { aboutSecret } from './about-secret.js';
import type { RandomBytes } from './aes-box.js';
import { openEnvelope, sealEnvelope } from './envelope.js';
import { envelopeIn } from './envelope-in.js';
import { keyRingWrapper } from './key-ring-wrapper.js';
import type { MasterKeyHolder } from './key-wrapper.js';
import type { MasterKeyState } from './master-key-state.js';
import type { SealedRecord, SealedRecords } from './sealed-records.js';

/** What the backend `local` needs. */
export type LocalSecretsOptions = LocalSecretsParts & MasterKeyHolder;

/** What it needs beside master keys. */
export interface LocalSecretsParts {
  readonly records: SealedRecords;
  /** Says which master key encrypts; asked at each put, since another host may have changed it. */
  readonly masterKeyState: Pick<MasterKeyState, 'activeKeyId'>;
  /** @default the operating system's */
  readonly randomBytes?: RandomBytes;
}

/** The backend `local`: secrets in Cuelight's own database, sealed under a master key that is not in it. */
export function createLocalSecrets(options: LocalSecretsOptions): SecretStore {
  const { records, masterKeyState, randomBytes = systemRandomBytes } = options;
  const keyWrapper = options.keyWrapper ?? keyRingWrapper(options.keyRing, randomBytes);

  return {
    async read(ref, binding) {
      if (ref.backend !== backend) return fail(notOurs(ref));
      const found = await records.find(ref.name, ref.version);
      if (!found.ok) return fail(databaseFailed(found.failure));
      if (found.value === undefined) return refuse('secret-missing', binding, 'is not there');
      return open(found.value, binding);
    },

    async put(binding, secret) {
      const active = await masterKeyState.activeKeyId();
      if (!active.ok) return fail(databaseFailed(active.failure));
      const masterKeyId = active.value ?? 'none';
      const name = nameOf(binding);
      const version = Buffer.from(randomBytes(16)).toString('hex');
      const place = { name, version, binding };
      const sealed = await sealEnvelope(secret.reveal(), place, masterKeyId, keyWrapper, randomBytes);
      if (!sealed.ok) return fail(aboutSecret(binding, masterKeyId, sealed.failure));
      const inserted = await records.insert({
        name,
        version,
        owner: binding.owner,
        masterKeyId,
        sealed: sealed.value,
      });
      return inserted.ok ? succeed({ backend, name, version }) : fail(databaseFailed(inserted.failure));
    },

    async delete(ref) {
      if (ref.backend !== backend) return fail(notOurs(ref));
      const deleted = await records.delete(ref.name, ref.version);
      return deleted.ok ? deleted : fail(databaseFailed(deleted.failure));
    },

    async deleteOthers(of, kept) {
      const versions = kept.filter((ref) => ref.backend === backend).map(({ version }) => version);
      const deleted = await records.deleteOtherVersions(nameOf(of), versions);
      return deleted.ok ? deleted : fail(databaseFailed(deleted.failure));
    },

    async deleteAll(owner) {
      const deleted = await records.deleteByOwner(owner);
      return deleted.ok ? deleted : fail(databaseFailed(deleted.failure));
    },
  };

  async function open(record: SealedRecord, binding: SecretBinding): Promise<Result<Secret, Failure>> {
    const place = { name: record.name, version: record.version, binding };
    const envelope = envelopeIn(record, place);
    const text = envelope.ok ? await openEnvelope(envelope.value, place, keyWrapper) : envelope;
    return text.ok ? succeed(new Secret(text.value)) : fail(aboutSecret(binding, record.masterKeyId, text.failure));
  }
}

const backend = 'local';

function nameOf({ owner, field }: Pick<SecretBinding, 'owner' | 'field'>): string {
  return `${owner}/${field}`;
}

function refuse(code: FailureCode, { owner, field }: SecretBinding, what: string): Result<never, Failure> {
  return fail({ code, detail: `The ${field} of ${owner} ${what}.` });
}

function notOurs(ref: SecretRef): Failure {
  return { code: 'secret-unavailable', detail: `The secret is kept by the backend ${ref.backend}, not by ${backend}.` };
}

function databaseFailed({ detail }: Failure): Failure {
  return { code: 'secret-unavailable', detail };
}
