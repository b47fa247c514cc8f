import { isJsonObject, type JsonValue } from '../fake-orchestrator/json.js';
import type { Operation } from './operation.js';
import { paged } from './paged.js';
import type { SecretShelf, SecretVersion, ShelvedSecret } from './secret-shelf.js';
import { badParameter, ok, refusal, type VaultReply } from './vault-reply.js';
import type { VaultRequest } from './vault-request.js';

/** The part of a vault that keeps secrets. */
export interface SecretsSite {
  readonly vaultUrl: string;
  readonly shelf: SecretShelf;
  /** Such as `Recoverable+Purgeable`. */
  readonly recoveryLevel: string;
}

/** Largest value, in bytes. Source: Azure Key Vault, "About secrets": 25 kB. */
const mostBytes = 25 * 1024;

/** The operations on `/secrets`. */
export function secretsOperation(site: SecretsSite, request: VaultRequest): Operation {
  const [, name, part] = request.segments;
  const { method } = request;
  if (request.segments.length > 3) return undefined;
  if (name === undefined) {
    return method === 'GET' ? { needs: 'secrets/list', answer: () => list(site, request, 'there') } : undefined;
  }
  if (method === 'PUT' && part === undefined) return { needs: 'secrets/set', answer: () => set(site, name, request) };
  if (method === 'DELETE' && part === undefined) return { needs: 'secrets/delete', answer: () => remove(site, name) };
  if (method === 'PATCH' && part !== undefined) {
    return { needs: 'secrets/set', answer: () => update(site, name, part, request) };
  }
  if (method !== 'GET') return undefined;
  if (part === 'versions') return { needs: 'secrets/list', answer: () => versions(site, name, request) };
  return { needs: 'secrets/get', answer: () => get(site, name, part) };
}

/** The operations on `/deletedsecrets`. */
export function deletedSecretsOperation(site: SecretsSite, request: VaultRequest): Operation {
  const [, name, part] = request.segments;
  const { method } = request;
  if (name === undefined) {
    return method === 'GET' ? { needs: 'secrets/list', answer: () => list(site, request, 'deleted') } : undefined;
  }
  if (method === 'GET' && part === undefined) return { needs: 'secrets/get', answer: () => getDeleted(site, name) };
  if (method === 'DELETE' && part === undefined) return { needs: 'secrets/purge', answer: () => purge(site, name) };
  if (method === 'POST' && part === 'recover') return { needs: 'secrets/recover', answer: () => recover(site, name) };
  return undefined;
}

function list(site: SecretsSite, request: VaultRequest, kind: 'there' | 'deleted'): VaultReply {
  const found = site.shelf.all().filter(({ state }) => state.kind === kind);
  return paged(
    site.vaultUrl,
    request,
    found.map((secret) => ({
      id: `${site.vaultUrl}/secrets/${secret.name}`,
      attributes: attributesOf(site, newestOf(secret)),
      ...deletionOf(site, secret),
    })),
  );
}

function set(site: SecretsSite, name: string, { body }: VaultRequest): VaultReply {
  if (!/^[0-9a-zA-Z-]{1,127}$/.test(name)) {
    return badParameter(`The request URI contains an invalid name: ${name}`);
  }
  const { value, contentType, tags, attributes } = body ?? {};
  if (typeof value !== 'string') return badParameter('Property value is required.');
  if (Buffer.byteLength(value) > mostBytes) return badParameter('The value of the secret is too long.');
  const added = site.shelf.set(name, {
    value,
    contentType: typeof contentType === 'string' ? contentType : undefined,
    tags: tags ?? {},
    isEnabled: enabledIn(attributes) ?? true,
  });
  return 'status' in added ? added : ok({ value, ...bundleOf(site, added.secret, added.version) });
}

function get(site: SecretsSite, name: string, wanted: string | undefined): VaultReply {
  const found = versionOf(site, name, wanted);
  if ('status' in found) return found;
  if (!found.version.isEnabled) {
    return refusal(403, 'Forbidden', 'Operation get is not allowed on a disabled secret.', 'SecretDisabled');
  }
  return ok({ value: found.version.value, ...bundleOf(site, found.secret, found.version) });
}

function update(site: SecretsSite, name: string, wanted: string, { body }: VaultRequest): VaultReply {
  if (body === undefined) return badParameter('The request body is required.');
  const found = versionOf(site, name, wanted);
  if ('status' in found) return found;
  const { attributes, contentType, tags } = body;
  found.version.isEnabled = enabledIn(attributes) ?? found.version.isEnabled;
  if (typeof contentType === 'string') found.version.contentType = contentType;
  if (tags !== undefined) found.version.tags = tags;
  return ok(bundleOf(site, found.secret, found.version));
}

/** A name without versions has an empty list of them; the service does not say otherwise. */
function versions(site: SecretsSite, name: string, request: VaultRequest): VaultReply {
  const secret = site.shelf.find(name);
  const found = secret?.state.kind === 'there' ? secret : undefined;
  return paged(site.vaultUrl, request, found?.versions.map((version) => bundleOf(site, found, version)) ?? []);
}

function remove(site: SecretsSite, name: string): VaultReply {
  const secret = site.shelf.find(name);
  if (secret?.state.kind !== 'there') return notFound(name);
  return site.shelf.remove(secret) ?? ok({ ...bundleOf(site, secret, newestOf(secret)), ...deletionOf(site, secret) });
}

function getDeleted(site: SecretsSite, name: string): VaultReply {
  const secret = site.shelf.find(name);
  if (secret?.state.kind !== 'deleted') return notFound(name);
  return ok({ ...bundleOf(site, secret, newestOf(secret)), ...deletionOf(site, secret) });
}

function recover(site: SecretsSite, name: string): VaultReply {
  const secret = site.shelf.find(name);
  if (secret === undefined || secret.state.kind === 'there') return notFound(name);
  return site.shelf.recover(secret) ?? ok(bundleOf(site, secret, newestOf(secret)));
}

function purge(site: SecretsSite, name: string): VaultReply {
  const secret = site.shelf.find(name);
  if (secret === undefined || secret.state.kind === 'there') return notFound(name);
  return site.shelf.purge(secret) ?? { status: 204 };
}

function versionOf(
  site: SecretsSite,
  name: string,
  wanted: string | undefined,
): { readonly secret: ShelvedSecret; readonly version: SecretVersion } | VaultReply {
  const secret = site.shelf.find(name);
  if (secret?.state.kind !== 'there') return notFound(name);
  const version =
    wanted === undefined ? newestOf(secret) : secret.versions.find(({ version: known }) => known === wanted);
  return version === undefined ? notFound(`${name}/${wanted}`) : { secret, version };
}

function notFound(what: string): VaultReply {
  return refusal(404, 'SecretNotFound', `A secret with (name/id) ${what} was not found in this key vault.`);
}

function newestOf({ name, versions: kept }: ShelvedSecret): SecretVersion {
  const newest = kept.at(-1);
  if (newest === undefined) throw new Error(`The secret ${name} has no version.`);
  return newest;
}

function bundleOf(site: SecretsSite, { name }: ShelvedSecret, version: SecretVersion): object {
  return {
    id: `${site.vaultUrl}/secrets/${name}/${version.version}`,
    attributes: attributesOf(site, version),
    tags: version.tags,
    ...(version.contentType !== undefined && { contentType: version.contentType }),
  };
}

function attributesOf(site: SecretsSite, { isEnabled, createdMs, updatedMs }: SecretVersion): object {
  return {
    enabled: isEnabled,
    created: Math.floor(createdMs / 1_000),
    updated: Math.floor(updatedMs / 1_000),
    recoveryLevel: site.recoveryLevel,
    recoverableDays: 90,
  };
}

function deletionOf(site: SecretsSite, { name, state }: ShelvedSecret): object {
  if (state.kind !== 'being-deleted' && state.kind !== 'deleted') return {};
  const deletedDate = Math.floor(state.deletedMs / 1_000);
  return {
    recoveryId: `${site.vaultUrl}/deletedsecrets/${name}`,
    deletedDate,
    scheduledPurgeDate: deletedDate + 90 * 86_400,
  };
}

/** What a body says of `enabled`; undefined when nothing. */
function enabledIn(attributes: JsonValue | undefined): boolean | undefined {
  const enabled = isJsonObject(attributes) ? attributes.enabled : undefined;
  return typeof enabled === 'boolean' ? enabled : undefined;
}
