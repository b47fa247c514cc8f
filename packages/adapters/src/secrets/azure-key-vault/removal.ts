import { type Failure, fail, type Result, succeed } from '@cuelight/core';
import type { KeyVaultSettings } from '../azure/key-vault-options.js';
import { vaultFailure } from '../azure/vault-failure.js';
import { isNotFound, type VaultRefusal } from '../azure/vault-refusal.js';
import type { VaultSecrets, VaultVersion } from './vault-secrets.js';

/** Takes secrets out of a vault, and out of the way. Failures: `secret-unavailable`. */
export interface Removal {
  /** Disables one version, and deletes the secret when none is enabled any more. */
  removeVersion(name: string, version: string, untilMs: number): Promise<Result<void, Failure>>;
  /** Disables every version but these, and deletes the secret when nothing is left. */
  removeOthers(name: string, kept: readonly string[], untilMs: number): Promise<Result<void, Failure>>;
  /** Disables every version and deletes the secret. */
  removeAll(name: string, untilMs: number): Promise<Result<void, Failure>>;
  /**
   * After a put was refused because a secret of that name is deleted, or is being deleted or recovered: begins to free the
   * name, where it can. The put is to be tried again.
   */
  clearTheWay(name: string, refusal: VaultRefusal, untilMs: number): Promise<Result<void, Failure>>;
}

/** What it takes to remove. */
export interface RemovalOptions {
  readonly vault: VaultSecrets;
  readonly settings: Pick<KeyVaultSettings, 'vaultUrl' | 'nowMs' | 'pause'>;
  readonly purges: boolean;
}

/**
 * Versions are always disabled before their secret is deleted: a deleted secret may be recovered, to free its name, and then
 * none of them must open again.
 */
export function createRemoval({ vault, settings, purges }: RemovalOptions): Removal {
  const { vaultUrl, nowMs, pause } = settings;

  async function removeVersion(name: string, version: string, untilMs: number): Promise<Result<void, Failure>> {
    const disabled = await disable(name, [version], untilMs);
    if (!disabled.ok) return disabled;
    const left = await list(name, untilMs);
    if (!left.ok) return left;
    return left.value.some(({ isEnabled }) => isEnabled) ? succeed(undefined) : removeUnused(name, untilMs);
  }

  async function removeOthers(name: string, kept: readonly string[], untilMs: number): Promise<Result<void, Failure>> {
    const listed = await list(name, untilMs);
    if (!listed.ok) return listed;
    if (listed.value.length === 0) return succeed(undefined);
    const others = listed.value.filter(({ version }) => !kept.includes(version));
    const disabled = await disable(name, enabledOf(others), untilMs);
    if (!disabled.ok || others.length < listed.value.length) return disabled;
    return removeUnused(name, untilMs);
  }

  async function removeAll(name: string, untilMs: number): Promise<Result<void, Failure>> {
    const listed = await list(name, untilMs);
    if (!listed.ok) return listed;
    if (listed.value.length === 0) return succeed(undefined);
    const disabled = await disable(name, enabledOf(listed.value), untilMs);
    if (!disabled.ok) return disabled;
    const removed = await vault.remove(name, untilMs);
    if (!removed.ok && !isOver(removed.failure)) return fail(told(removed.failure, 'delete a secret', 'delete'));
    return purge(name, untilMs);
  }

  /** Deletes a secret that seemed to have no enabled version; and brings it back if one was put at that moment. */
  async function removeUnused(name: string, untilMs: number): Promise<Result<void, Failure>> {
    const removed = await vault.remove(name, untilMs);
    if (!removed.ok && !isOver(removed.failure)) return fail(told(removed.failure, 'delete a secret', 'delete'));
    // Of a deletion that was sent twice, only the first answer told of the newest version.
    const wasInUse = removed.ok ? removed : await vault.removed(name, untilMs);
    return wasInUse.ok && wasInUse.value ? bringBack(name, untilMs) : purge(name, untilMs);
  }

  async function bringBack(name: string, untilMs: number): Promise<Result<void, Failure>> {
    for (;;) {
      const recovered = await vault.recover(name, untilMs);
      if (recovered.ok) return succeed(undefined);
      if (!isOver(recovered.failure)) return fail(told(recovered.failure, 'recover a secret', 'recover'));
      // While it is still being deleted, it cannot be recovered yet.
      if (recovered.failure.reason !== 'ObjectIsBeingDeleted' || nowMs() + pauseMs >= untilMs) {
        return succeed(undefined);
      }
      await pause(pauseMs);
    }
  }

  /** What cannot be purged now stays deleted: that was asked for, and is done. */
  async function purge(name: string, untilMs: number): Promise<Result<void, Failure>> {
    while (purges) {
      const purged = await vault.purge(name, untilMs);
      const isTooEarly = !purged.ok && purged.failure.reason === 'ObjectIsBeingDeleted';
      if (!isTooEarly || nowMs() + pauseMs >= untilMs) break;
      await pause(pauseMs);
    }
    return succeed(undefined);
  }

  async function clearTheWay(name: string, { reason }: VaultRefusal, untilMs: number): Promise<Result<void, Failure>> {
    if (reason !== 'ObjectIsDeletedButRecoverable') return succeed(undefined);
    if (purges) {
      const purged = await vault.purge(name, untilMs);
      if (purged.ok || isOver(purged.failure)) return succeed(undefined);
    }
    const recovered = await vault.recover(name, untilMs);
    if (recovered.ok || isOver(recovered.failure)) return succeed(undefined);
    return fail(told(recovered.failure, 'recover a deleted secret', 'recover'));
  }

  async function list(name: string, untilMs: number): Promise<Result<readonly VaultVersion[], Failure>> {
    const listed = await vault.versions(name, untilMs);
    return listed.ok ? listed : fail(told(listed.failure, 'list the versions of a secret', 'list'));
  }

  async function disable(name: string, versions: readonly string[], untilMs: number): Promise<Result<void, Failure>> {
    for (const version of versions) {
      const disabled = await vault.disable(name, version, untilMs);
      if (disabled.ok || isOver(disabled.failure)) continue;
      return fail(told(disabled.failure, 'disable a version of a secret', 'set'));
    }
    return succeed(undefined);
  }

  function told(refusal: VaultRefusal, doing: string, permission: string): Failure {
    return vaultFailure(refusal, { vaultUrl, doing, needs: `secrets/${permission}` });
  }

  return { removeVersion, removeOthers, removeAll, clearTheWay };
}

/** A vault takes seconds to delete a secret; how long to wait before looking again. */
const pauseMs = 500;

/** Gone already, or on its way. */
function isOver(refusal: VaultRefusal): boolean {
  return isNotFound(refusal) || refusal.status === 409;
}

function enabledOf(versions: readonly VaultVersion[]): readonly string[] {
  return versions.filter(({ isEnabled }) => isEnabled).map(({ version }) => version);
}
