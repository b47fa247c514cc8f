import { randomBytes } from 'node:crypto';
import { conflict, refusal, type VaultReply } from './vault-reply.js';

/** One version of a secret. */
export interface SecretVersion {
  readonly version: string;
  readonly createdMs: number;
  value: string;
  contentType: string | undefined;
  tags: unknown;
  isEnabled: boolean;
  updatedMs: number;
}

/** A secret with its versions, oldest first, and where it stands between being there and being gone. */
export interface ShelvedSecret {
  readonly name: string;
  readonly versions: SecretVersion[];
  state: SecretState;
}

/** A transition is over at `untilMs`. */
export type SecretState =
  | { readonly kind: 'there' }
  | { readonly kind: 'being-deleted'; readonly untilMs: number; readonly deletedMs: number }
  | { readonly kind: 'deleted'; readonly deletedMs: number }
  | { readonly kind: 'being-recovered'; readonly untilMs: number }
  | { readonly kind: 'being-purged'; readonly untilMs: number };

/** How the vault deletes. */
export interface Deletion {
  readonly hasSoftDelete: boolean;
  readonly hasPurgeProtection: boolean;
  /** How long the three transitions take, in milliseconds. */
  readonly deleteMs: number;
  readonly recoverMs: number;
  readonly purgeMs: number;
}

/** All secrets of a vault. Names are the same whatever their case, as Key Vault's are. */
export interface SecretShelf {
  /** In order of their names. */
  all(): readonly ShelvedSecret[];
  /** In whatever state; undefined when there is none, or it was purged. */
  find(name: string): ShelvedSecret | undefined;
  /** Adds a version, and the secret itself if there is none; or why not. */
  set(name: string, content: Pick<SecretVersion, 'value' | 'contentType' | 'tags' | 'isEnabled'>): Added | VaultReply;
  /** These answer undefined when it was done, else the refusal. */
  remove(secret: ShelvedSecret): VaultReply | undefined;
  recover(secret: ShelvedSecret): VaultReply | undefined;
  purge(secret: ShelvedSecret): VaultReply | undefined;
}

/** What a put made. */
export interface Added {
  readonly secret: ShelvedSecret;
  readonly version: SecretVersion;
}

/** An empty shelf. Transitions are over once the clock says so; nothing runs meanwhile. */
export function createSecretShelf(nowMs: () => number, deletion: Deletion): SecretShelf {
  const secrets = new Map<string, ShelvedSecret>();

  function settle(secret: ShelvedSecret): ShelvedSecret | undefined {
    const { state } = secret;
    if ('untilMs' in state && state.untilMs <= nowMs()) {
      if (state.kind === 'being-purged') {
        secrets.delete(keyOf(secret.name));
        return undefined;
      }
      secret.state =
        state.kind === 'being-deleted' ? { kind: 'deleted', deletedMs: state.deletedMs } : { kind: 'there' };
    }
    return secret;
  }

  function find(name: string): ShelvedSecret | undefined {
    const secret = secrets.get(keyOf(name));
    return secret && settle(secret);
  }

  return {
    all: () =>
      [...secrets.values()]
        .filter((secret) => settle(secret) !== undefined)
        .sort((one, other) => (one.name < other.name ? -1 : 1)),
    find,
    set(name, content) {
      const secret = find(name) ?? { name, versions: [], state: { kind: 'there' } };
      if (secret.state.kind !== 'there') return inTheWay(secret);
      const at = nowMs();
      const version = { ...content, version: randomBytes(16).toString('hex'), createdMs: at, updatedMs: at };
      secret.versions.push(version);
      secrets.set(keyOf(name), secret);
      return { secret, version };
    },
    remove(secret) {
      if (!deletion.hasSoftDelete) {
        secrets.delete(keyOf(secret.name));
        return undefined;
      }
      secret.state = { kind: 'being-deleted', untilMs: nowMs() + deletion.deleteMs, deletedMs: nowMs() };
      return undefined;
    },
    recover(secret) {
      if (secret.state.kind !== 'deleted') return inTheWay(secret);
      secret.state = { kind: 'being-recovered', untilMs: nowMs() + deletion.recoverMs };
      return undefined;
    },
    purge(secret) {
      if (secret.state.kind !== 'deleted') return inTheWay(secret);
      if (deletion.hasPurgeProtection) {
        return refusal(403, 'Forbidden', 'Operation "purge" is not allowed because purge protection is enabled.');
      }
      secret.state = { kind: 'being-purged', untilMs: nowMs() + deletion.purgeMs };
      return undefined;
    },
  };
}

function keyOf(name: string): string {
  return name.toLowerCase();
}

function inTheWay({ name, state }: ShelvedSecret): VaultReply {
  switch (state.kind) {
    case 'deleted':
      return conflict(
        'ObjectIsDeletedButRecoverable',
        `Secret ${name} is currently in a deleted but recoverable state, and its name cannot be reused.`,
      );
    case 'being-recovered':
      return conflict('ObjectIsBeingRecovered', `Secret ${name} is currently being recovered.`);
    default:
      return conflict('ObjectIsBeingDeleted', `Secret ${name} is currently being deleted.`);
  }
}
