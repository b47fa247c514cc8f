import { constants, createPublicKey, privateDecrypt, publicEncrypt } from 'node:crypto';
import { isJsonObject } from '../fake-orchestrator/json.js';
import { type KeyCabinet, type KeyVersion, publicJwkOf } from './key-cabinet.js';
import type { Operation } from './operation.js';
import { paged } from './paged.js';
import { badParameter, ok, refusal, type VaultReply } from './vault-reply.js';
import type { VaultRequest } from './vault-request.js';

/** The part of a vault that keeps keys. */
export interface KeysSite {
  readonly vaultUrl: string;
  readonly cabinet: KeyCabinet;
}

/** The operations on `/keys`. */
export function keysOperation(site: KeysSite, request: VaultRequest): Operation {
  const [, name, part, work] = request.segments;
  const { method } = request;
  if (name === undefined) return undefined;
  if (method === 'GET' && part === 'versions') {
    return { needs: 'keys/list', answer: () => versions(site, name, request) };
  }
  if (method === 'GET' && work === undefined) return { needs: 'keys/get', answer: () => get(site, name, part) };
  if (method === 'POST' && part === 'create')
    return { needs: 'keys/create', answer: () => create(site, name, request) };
  if (method === 'POST' && part === 'rotate') return { needs: 'keys/rotate', answer: () => rotate(site, name) };
  if (method === 'PATCH' && part !== undefined) {
    return { needs: 'keys/update', answer: () => update(site, name, part, request) };
  }
  if (method === 'POST' && work === 'wrapkey') {
    return { needs: 'keys/wrapKey', answer: () => transform(site, name, part, request, 'wrapKey') };
  }
  if (method === 'POST' && work === 'unwrapkey') {
    return { needs: 'keys/unwrapKey', answer: () => transform(site, name, part, request, 'unwrapKey') };
  }
  return undefined;
}

function versions({ vaultUrl, cabinet }: KeysSite, name: string, request: VaultRequest): VaultReply {
  const kept = cabinet.versionsOf(name);
  return paged(
    vaultUrl,
    request,
    kept.map((key) => ({ kid: `${vaultUrl}/keys/${name}/${key.version}`, attributes: attributesOf(key) })),
  );
}

function get(site: KeysSite, name: string, wanted: string | undefined): VaultReply {
  const key = site.cabinet.find(name, wanted);
  return key === undefined ? notFound(name, wanted) : ok(bundleOf(site, name, key));
}

function create(site: KeysSite, name: string, { body }: VaultRequest): VaultReply {
  if (!/^[0-9a-zA-Z-]{1,127}$/.test(name)) return badParameter('The name of the key is invalid.');
  if (body?.kty !== 'RSA') return badParameter('Only keys of the type RSA can be made here.');
  return ok(bundleOf(site, name, site.cabinet.addVersion(name)));
}

function rotate(site: KeysSite, name: string): VaultReply {
  if (site.cabinet.find(name) === undefined) return notFound(name, undefined);
  return ok(bundleOf(site, name, site.cabinet.addVersion(name)));
}

function update(site: KeysSite, name: string, wanted: string, { body }: VaultRequest): VaultReply {
  const key = site.cabinet.find(name, wanted);
  if (key === undefined) return notFound(name, wanted);
  const enabled = isJsonObject(body?.attributes) ? body.attributes.enabled : undefined;
  if (typeof enabled === 'boolean') key.isEnabled = enabled;
  return ok(bundleOf(site, name, key));
}

function transform(
  site: KeysSite,
  name: string,
  wanted: string | undefined,
  { body }: VaultRequest,
  work: 'wrapKey' | 'unwrapKey',
): VaultReply {
  const key = site.cabinet.find(name, wanted);
  if (key === undefined) return notFound(name, wanted);
  if (!key.isEnabled) {
    return refusal(403, 'Forbidden', `Operation ${work} is not allowed on a disabled key.`, 'KeyDisabled');
  }
  const oaepHash = body?.alg === 'RSA-OAEP-256' ? 'sha256' : body?.alg === 'RSA-OAEP' ? 'sha1' : undefined;
  if (oaepHash === undefined || typeof body?.value !== 'string') {
    return badParameter('Property alg or value is missing or not supported.');
  }
  const value = Buffer.from(body.value, 'base64url');
  const padding = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash };
  try {
    const made =
      work === 'wrapKey'
        ? publicEncrypt({ key: createPublicKey(key.privateKey), ...padding }, value)
        : privateDecrypt({ key: key.privateKey, ...padding }, value);
    return ok({ kid: `${site.vaultUrl}/keys/${name}/${key.version}`, value: made.toString('base64url') });
  } catch {
    return badParameter('The parameter is incorrect.');
  }
}

function notFound(name: string, version: string | undefined): VaultReply {
  const what = [name, version].filter((part) => part !== undefined).join('/');
  return refusal(404, 'KeyNotFound', `A key with (name/id) ${what} was not found in this key vault.`);
}

function bundleOf({ vaultUrl }: KeysSite, name: string, key: KeyVersion): object {
  return {
    key: {
      kid: `${vaultUrl}/keys/${name}/${key.version}`,
      key_ops: ['encrypt', 'decrypt', 'sign', 'verify', 'wrapKey', 'unwrapKey'],
      ...publicJwkOf(key),
    },
    attributes: attributesOf(key),
  };
}

function attributesOf({ isEnabled, createdMs }: KeyVersion): object {
  const seconds = Math.floor(createdMs / 1_000);
  return { enabled: isEnabled, created: seconds, updated: seconds, recoveryLevel: 'Recoverable+Purgeable' };
}
