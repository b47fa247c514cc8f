import { type Failure, fail, type Result, succeed } from '@cuelight/core';
import type { BoundValue } from '../bound/bound-value.js';
import { unavailable, type VaultClient, type VaultRequest } from './vault-client.js';
import { errorsOf, memberOf, type VaultReply } from './vault-reply.js';
import type { VaultSession } from './vault-session.js';

/**
 * The few operations of a KV engine, version 2, that keeping secrets takes. Paths are below the mount and hold nothing
 * that a URL would need escaped. Failures: `secret-unavailable`.
 */
export interface Kv {
  /** What the first version at a path holds; undefined when there is none, or it was deleted. */
  read(path: string): Promise<Result<unknown, Failure>>;
  /** Writes the first version at a path at which nothing ever was. Repeating it is harmless. */
  write(path: string, value: BoundValue): Promise<Result<void, Failure>>;
  /** Removes a path with all its versions, for good; one that is gone is a success. */
  forget(path: string): Promise<Result<void, Failure>>;
  /** The names below a folder, those of folders with a slash at the end. */
  list(folder: string): Promise<Result<readonly string[], Failure>>;
}

/** @param mount where the engine is */
export function createKv(client: VaultClient, session: VaultSession, mount: string): Kv {
  const base = mount
    .replace(/^\/+|\/+$/g, '')
    .split('/')
    .map(encodeURIComponent)
    .join('/');

  /** Sends with the token of now; once more with another when it turns out to be over. */
  async function send(request: VaultRequest, untilMs = client.deadline()): Promise<Result<VaultReply, Failure>> {
    const token = await session.token(untilMs);
    if (!token.ok) return token;
    const sent = await client.send({ ...request, token: token.value }, untilMs);
    if (!sent.ok || !isRefused(sent.value)) return sent;
    const another = await session.anotherThan(token.value, untilMs);
    if (!another.ok) return another;
    return another.value === undefined ? sent : client.send({ ...request, token: another.value }, untilMs);
  }

  async function read(path: string, untilMs = client.deadline()): Promise<Result<unknown, Failure>> {
    const sent = await send({ method: 'GET', path: `${base}/data/${path}?version=1` }, untilMs);
    if (!sent.ok) return sent;
    if (isAbsent(sent.value)) return succeed(undefined);
    const data = memberOf(sent.value.body, 'data', 'data');
    return sent.value.status === 200 && typeof memberOf(sent.value.body, 'data', 'metadata', 'version') === 'number'
      ? succeed(data ?? undefined)
      : fail(refusal(sent.value, 'read', `data/${path}`));
  }

  async function forget(path: string): Promise<Result<void, Failure>> {
    const sent = await send({ method: 'DELETE', path: `${base}/metadata/${path}` });
    if (!sent.ok) return sent;
    return isDone(sent.value) || isAbsent(sent.value)
      ? succeed(undefined)
      : fail(refusal(sent.value, 'delete', `metadata/${path}`));
  }

  return {
    read: (path) => read(path),
    forget,

    async write(path, value) {
      const body = { options: { cas: 0 }, data: value };
      const untilMs = client.deadline();
      const sent = await send({ method: 'POST', path: `${base}/data/${path}`, body }, untilMs);
      if (!sent.ok) return sent;
      if (!isDone(sent.value) || memberOf(sent.value.body, 'data', 'version') !== 1) {
        // A write whose answer was lost is not new when it is repeated: then Vault refuses it, or it takes another right.
        const isThere = (sent.value.status === 400 || isRefused(sent.value)) && (await holds(path, value, untilMs));
        return isThere ? succeed(undefined) : fail(refusal(sent.value, 'create', `data/${path}`));
      }
      return endsByItself(sent.value) ? refuseToExpire(path) : succeed(undefined);
    },

    async list(folder) {
      const sent = await send({ method: 'GET', path: `${base}/metadata/${folder}?list=true` });
      if (!sent.ok) return sent;
      if (isAbsent(sent.value)) return succeed([]);
      const keys = memberOf(sent.value.body, 'data', 'keys');
      return sent.value.status === 200 && Array.isArray(keys)
        ? succeed(keys.filter((key) => typeof key === 'string'))
        : fail(refusal(sent.value, 'list', `metadata/${folder}`));
    },
  };

  async function holds(path: string, value: BoundValue, untilMs: number): Promise<boolean> {
    const found = await read(path, untilMs);
    return (
      found.ok && memberOf(found.value, 'version') === value.version && memberOf(found.value, 'secret') === value.secret
    );
  }

  async function refuseToExpire(path: string): Promise<Result<void, Failure>> {
    await forget(path);
    return fail(
      unavailable(
        `The KV engine ${mount} deletes what it keeps after a time (delete_version_after): a credential there would be lost.`,
      ),
    );
  }

  function refusal(reply: VaultReply, right: string, path: string): Failure {
    if (isRefused(reply)) {
      return unavailable(`Vault refused access: the token lacks the capability "${right}" on ${mount}/${path}.`);
    }
    return unavailable(
      `Vault has no KV engine of version 2 at ${mount}, or it refused the request (HTTP ${reply.status}).`,
    );
  }
}

function isRefused({ status }: VaultReply): boolean {
  return status === 401 || status === 403;
}

function isDone({ status }: VaultReply): boolean {
  return status === 200 || status === 204;
}

/** Nothing there; a mount that does not exist answers 404 too, but then says so. */
function isAbsent(reply: VaultReply): boolean {
  return reply.status === 404 && errorsOf(reply).length === 0 && ('errors' in reply.body || 'data' in reply.body);
}

function endsByItself({ body }: VaultReply): boolean {
  const deletionTime = memberOf(body, 'data', 'deletion_time');
  return typeof deletionTime === 'string' && deletionTime !== '';
}
