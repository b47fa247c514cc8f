import { randomBytes } from 'node:crypto';
import type { FakeReply } from '../fake-server/fake-reply.js';
import type { FakeRequest } from '../fake-server/fake-request.js';
import type { FakeFault } from '../fake-server/fault.js';
import { type FakeServerEntry, startFakeServer } from '../fake-server/start-fake-server.js';
import type { TlsMode } from '../tls/tls-mode.js';
import { refused } from './aws-reply.js';
import { type AccessKey, checkSignature } from './check-signature.js';
import { operations, type SecretsSite } from './operations.js';
import { createSecretTable } from './secret-table.js';

/** How a fake Secrets Manager is to be. */
export interface FakeSecretsManagerOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Which certificate it shows. @default 'ca' */
  readonly tls?: TlsMode;
  /** @default 'eu-central-1' */
  readonly region?: string;
  /** Milliseconds since 1970; signatures have to be made within 5 minutes of it. @default the system's */
  readonly nowMs?: () => number;
}

/** The side of the fake that tests look at and pull at, past its API. */
export interface FakeSecretsManagerAdmin {
  /** An access key that may do everything. */
  readonly accessKey: AccessKey;
  /** Makes another access key. */
  createAccessKey(): AccessKey;
  /** Makes an access key invalid. */
  revokeAccessKey(accessKeyId: string): void;
  /** Says which operations all access keys may call, such as `GetSecretValue`. */
  permit(allowed: readonly string[]): void;
  /** Whether the KMS key can be used. */
  setKmsUsable(isUsable: boolean): void;
  addFault(fault: FakeFault): void;
  clearFaults(): void;
  /** What arrived since the start, oldest first, each by the name of its operation. */
  requests(): readonly FakeServerEntry[];
  /** The names of all secrets, those scheduled for deletion too, sorted. */
  names(): readonly string[];
  /** Where a secret stands; undefined when there is none. */
  stateOf(name: string): 'there' | 'scheduled-for-deletion' | undefined;
  /** The versions of a secret, oldest first, deprecated ones too. */
  versionsOf(
    name: string,
  ): readonly { readonly id: string; readonly value: string; readonly labels: readonly string[] }[];
  /** Changes the value of a version, as nobody can by the API. */
  editVersion(name: string, id: string, value: string): void;
  /** Schedules a secret for deletion with its versions and labels as they are, as an operator may. */
  schedule(name: string): void;
  /** Removes the versions without labels, as AWS does when it likes. */
  removeDeprecated(name: string): void;
}

/** A running fake. */
export interface FakeSecretsManager {
  /** The endpoint, `https://localhost:<port>`. */
  readonly url: string;
  readonly region: string;
  /** The certificate of its own CA, PEM. */
  readonly caPem: string;
  readonly admin: FakeSecretsManagerAdmin;
  /** Ends it and closes every connection. */
  close(): Promise<void>;
}

/**
 * Starts a fake of AWS Secrets Manager on the loopback address: HTTPS, AWS JSON 1.1 and signatures of version 4, all of
 * which AWS's own SDKs speak to it. Everything is in memory.
 */
export async function startFakeSecretsManager(options: FakeSecretsManagerOptions = {}): Promise<FakeSecretsManager> {
  const { region = 'eu-central-1', nowMs = Date.now } = options;
  const secrets = createSecretTable(nowMs, region);
  const site: SecretsSite = { nowMs, secrets, isKmsUsable: true };
  let keys: readonly AccessKey[] = [];
  let allowed: readonly string[] | undefined;

  async function answer(request: FakeRequest): Promise<FakeReply> {
    const name = operationOf(request);
    const signer = await checkSignature(request, keys, region, nowMs());
    if ('status' in signer) return signer;
    const operation = operations[name];
    if (operation === undefined || request.method !== 'POST') return refused('UnknownOperationException', 'Unknown.');
    if (allowed !== undefined && !allowed.includes(name)) {
      const message = `User: arn:aws:iam::123456789012:user/cuelight is not authorized to perform: secretsmanager:${name}`;
      return refused('AccessDeniedException', message);
    }
    return operation(site, request.body ?? {});
  }

  function createAccessKey(): AccessKey {
    const key = {
      accessKeyId: `AKIA${randomBytes(8).toString('hex').toUpperCase()}`,
      secretAccessKey: randomBytes(30).toString('base64'),
    };
    keys = [...keys, key];
    return key;
  }

  const server = await startFakeServer({
    nameOf: operationOf,
    answer,
    refuse: (status, kind) =>
      refused(kind ?? (status >= 500 ? 'InternalServiceError' : 'ThrottlingException'), 'No.', status),
    ...(options.port !== undefined && { port: options.port }),
    ...(options.tls !== undefined && { tls: options.tls }),
  });
  const { faults } = server;

  return {
    url: server.url,
    region,
    caPem: server.caPem,
    close: server.close,
    admin: {
      accessKey: createAccessKey(),
      createAccessKey,
      revokeAccessKey(id) {
        keys = keys.filter(({ accessKeyId }) => accessKeyId !== id);
      },
      permit(names) {
        allowed = names;
      },
      setKmsUsable(isUsable) {
        site.isKmsUsable = isUsable;
      },
      addFault: faults.add,
      clearFaults: faults.clear,
      requests: server.requests,
      names: secrets.names,
      stateOf(name) {
        const secret = secrets.find(name);
        if (secret === undefined) return undefined;
        return secret.goneMs === undefined ? 'there' : 'scheduled-for-deletion';
      },
      versionsOf: (name) =>
        [...(secrets.find(name)?.versions.values() ?? [])].map(({ id, value, labels }) => ({
          id,
          value,
          labels: [...labels],
        })),
      editVersion(name, id, value) {
        const version = secrets.find(name)?.versions.get(id);
        if (version !== undefined) version.value = value;
      },
      schedule(name) {
        const secret = secrets.find(name);
        if (secret !== undefined) secret.goneMs = nowMs() + 30 * 86_400_000;
      },
      removeDeprecated(name) {
        const versions = secrets.find(name)?.versions;
        for (const [id, { labels }] of versions ?? []) if (labels.size === 0) versions?.delete(id);
      },
    },
  };
}

function operationOf({ headers }: FakeRequest): string {
  return /^secretsmanager\.(\w+)$/.exec(String(headers['x-amz-target']))?.[1] ?? 'unknown';
}
