import type { SecretStore } from '@cuelight/core';
import { type FakeKeyVault, type FakeKeyVaultOptions, startFakeKeyVault } from '@cuelight/test-harness/fake-key-vault';
import { onTestFinished } from 'vitest';
import {
  type AzureKeyVaultSecretsOptions,
  createAzureKeyVaultSecrets,
} from '../../src/secrets/azure-key-vault/index.js';

/** A fake vault until the test is over, and stores on it; waiting costs no time. */
export interface AKeyVault {
  readonly vault: FakeKeyVault;
  /** The time of the vault and of every store on it. */
  readonly clock: StandingClock;
  /** A store that signs in as an identity. */
  storeOf(identity: string, options?: Partial<AzureKeyVaultSecretsOptions>): Promise<SecretStore>;
}

/** A clock that moves only when somebody waits. */
export interface StandingClock {
  nowMs(): number;
  pause(ms: number): Promise<void>;
  /** How long each wait was. */
  readonly pauses: readonly number[];
}

/** A clock that begins now. */
function standingClock(): StandingClock {
  let now = Date.now();
  const pauses: number[] = [];
  return {
    nowMs: () => now,
    async pause(ms) {
      pauses.push(ms);
      now += ms;
    },
    pauses,
  };
}

/** Starts a fake vault for a test. */
export async function aKeyVault(options: FakeKeyVaultOptions = {}): Promise<AKeyVault> {
  const clock = standingClock();
  const vault = await startFakeKeyVault({ nowMs: clock.nowMs, ...options });
  onTestFinished(() => vault.close());
  return {
    vault,
    clock,
    storeOf: (identity, more = {}) =>
      createAzureKeyVaultSecrets({
        vaultUrl: vault.url,
        credential: vault.admin.credentialOf(identity),
        ca: [vault.ca],
        nowMs: clock.nowMs,
        pause: clock.pause,
        random: () => 0.5,
        ...more,
      }),
  };
}
