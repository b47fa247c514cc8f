import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as timer } from 'node:timers/promises';
import { writeCaFile } from '../tls/ca-file.js';
import { type ServerCertificate, serverCertificate } from '../tls/server-certificate.js';
import type { TlsMode } from '../tls/tls-mode.js';
import type { FakeKeyVaultAdmin } from './admin.js';
import { answerManagedIdentity, type ManagedIdentity, managedIdentityPath } from './answer-managed-identity.js';
import { answerVault, authenticate, type VaultSite } from './answer-vault.js';
import { createAdmin } from './create-admin.js';
import { createFaults, type VaultFault } from './fault.js';
import { createIdentities } from './identities.js';
import type { JournalEntry } from './journal.js';
import { createKeyCabinet } from './key-cabinet.js';
import { createSecretShelf } from './secret-shelf.js';
import { badParameter, refusal, type VaultReply } from './vault-reply.js';
import { readVaultRequest, type VaultRequest } from './vault-request.js';

/** How a vault is to be. */
export interface FakeKeyVaultOptions {
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** Milliseconds since 1970; tokens expire and deletions end by it. @default the system's */
  readonly nowMs?: () => number;
  /** Whether what is deleted can be recovered. @default true */
  readonly hasSoftDelete?: boolean;
  /** Whether nobody may purge. @default false */
  readonly hasPurgeProtection?: boolean;
  /** How long deleting, recovering and purging take, in milliseconds. @default 0 */
  readonly transitionMs?: { readonly delete?: number; readonly recover?: number; readonly purge?: number };
  /** How access is managed. @default rbac */
  readonly accessModel?: 'rbac' | 'access-policy';
  /** Which certificate the vault shows. @default ca */
  readonly tls?: TlsMode;
}

/** A running vault. */
export interface FakeKeyVault {
  /** Where clients reach it, without a slash at the end, by the name `localhost`. */
  readonly url: string;
  /** The certificate of its CA, PEM. */
  readonly ca: string;
  /** A file with that certificate, which lasts as long as the vault. */
  readonly caFile: string;
  /** What a process is given in its environment to have a managed identity, whose name is `managed-identity`. */
  readonly managedIdentity: ManagedIdentity;
  readonly admin: FakeKeyVaultAdmin;
  /** Ends it and closes every connection. */
  close(): Promise<void>;
}

/**
 * Starts a fake Azure Key Vault on the loopback address: the secrets and keys API over HTTPS with challenge
 * authentication, soft delete and rights for each identity, well enough for Microsoft's own SDKs. Everything is in memory,
 * but for `caFile`.
 */
export async function startFakeKeyVault(options: FakeKeyVaultOptions = {}): Promise<FakeKeyVault> {
  const { port = 0, nowMs = Date.now, tls = 'ca', transitionMs = {}, accessModel = 'rbac' } = options;
  const { hasSoftDelete = true, hasPurgeProtection = false } = options;
  const certificate = await certificateFor(tls);
  const server = createServer({ key: certificate.key, cert: certificate.cert });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const url = `https://localhost:${(server.address() as AddressInfo).port}`;
  const caFile = await writeCaFile(certificate.ca);
  const { delete: deleteMs = 0, recover: recoverMs = 0, purge: purgeMs = 0 } = transitionMs;
  const site: VaultSite = {
    vaultUrl: url,
    shelf: createSecretShelf(nowMs, { hasSoftDelete, hasPurgeProtection, deleteMs, recoverMs, purgeMs }),
    recoveryLevel: !hasSoftDelete ? 'Purgeable' : hasPurgeProtection ? 'Recoverable' : 'Recoverable+Purgeable',
    cabinet: createKeyCabinet(nowMs),
    identities: createIdentities(nowMs),
    accessModel,
    challenge: {
      authorization: 'https://login.microsoftonline.com/fa4e0000-0000-4000-8000-000000000000',
      resource: 'https://vault.azure.net',
    },
  };
  const managedIdentity = {
    endpoint: `${url}/${managedIdentityPath.join('/')}`,
    header: randomBytes(16).toString('hex'),
  };
  const faults = createFaults();
  const journal: JournalEntry[] = [];

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readVaultRequest(incoming);
    if (request === undefined) return write(badParameter('The URL is malformed.'), response);
    if (request.segments.join() === managedIdentityPath.join()) {
      return write(answerManagedIdentity(site.identities, request, managedIdentity), response);
    }
    const identity = authenticate(site, request);
    const isChallenge = typeof identity !== 'string';
    const fault = faults.take(request.method, `/${request.segments.join('/')}`, isChallenge);
    const work = () => (isChallenge ? identity : answerVault(site, request, identity));
    if (fault === undefined || (typeof fault.what === 'object' && 'lateMs' in fault.what)) {
      const reply = work();
      note(request, isChallenge ? null : identity, reply.status);
      if (fault !== undefined) await waitFor(fault.what);
      return write(reply, response);
    }
    if (fault.isAfterTheWork) work();
    note(request, isChallenge ? null : identity, statusOf(fault));
    failAs(fault, response);
  }

  function note({ method, segments, bytes }: VaultRequest, identity: string | null, status: number | null): void {
    journal.push({ method, path: `/${segments.join('/')}`, identity, bytes, status });
  }

  server.on('request', (incoming: IncomingMessage, response: ServerResponse) => {
    // A client that leaves before the end of its request is no fault of ours; there is nobody left to answer.
    answer(incoming, response).catch(() => response.destroy());
  });

  return {
    url,
    ca: certificate.ca,
    caFile: caFile.path,
    managedIdentity,
    admin: createAdmin(site, faults, journal),
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await caFile.remove();
    },
  };
}

const certificates = new Map<TlsMode, Promise<ServerCertificate>>();

/** All vaults of a process show the same certificate, since making one takes long. */
function certificateFor(tls: TlsMode): Promise<ServerCertificate> {
  const made = certificates.get(tls) ?? serverCertificate(tls, 'Fake Key Vault');
  certificates.set(tls, made);
  return made;
}

function statusOf({ what }: VaultFault): number | null {
  return typeof what === 'object' && 'status' in what ? what.status : null;
}

/** In real time, as whoever waits for the answer does. */
async function waitFor(what: VaultFault['what']): Promise<void> {
  if (typeof what === 'object' && 'lateMs' in what) await timer(what.lateMs);
}

function failAs({ what }: VaultFault, response: ServerResponse): void {
  if (what === 'hang') return;
  if (what === 'reset') {
    response.socket?.destroy();
  } else if (what === 'garbage') {
    response.writeHead(200, { 'content-type': 'application/json' }).end('<html>not the vault</html>');
  } else if ('status' in what) {
    const { status, retryAfterS } = what;
    const headers = retryAfterS === undefined ? undefined : { 'retry-after': String(retryAfterS) };
    const code = status === 429 ? 'Throttled' : status < 500 ? 'Refused' : 'InternalServerError';
    write(refusal(status, code, 'The request was not processed.', undefined, headers), response);
  }
}

function write({ status, headers = {}, body }: VaultReply, response: ServerResponse): void {
  const text = body === undefined ? '' : JSON.stringify(body);
  response.writeHead(status, {
    ...headers,
    ...(body !== undefined && { 'content-type': 'application/json; charset=utf-8' }),
    ...(status !== 204 && { 'content-length': Buffer.byteLength(text) }),
  });
  response.end(text);
}
