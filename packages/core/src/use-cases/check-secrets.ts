import type { Failure } from '../failure/failure.js';
import type { Clock } from '../ports/clock.js';
import type { SecretReader } from '../ports/secret-store.js';
import { type Result, succeed } from '../result.js';
import { type EachHoldingOptions, eachHolding, type SecretsReport } from '../secrets/each-holding.js';
import type { Holding, SecretHolder } from '../secrets/holding.js';
import { whileCurrent } from '../secrets/while-current.js';

/**
 * Reads every stored secret that a row names, and changes nothing. `already` counts the rows all of whose secrets can be
 * read; the others are failures. Failures: `storage-unavailable`.
 */
export type CheckSecrets = (
  options?: Pick<EachHoldingOptions, 'onProgress'>,
) => Promise<Result<SecretsReport, Failure>>;

/** What checking needs. */
export interface CheckSecretsPorts {
  readonly holders: readonly SecretHolder[];
  readonly secrets: SecretReader;
  readonly clock: Clock;
}

/** Makes the use case. */
export function createCheckSecrets({ holders, secrets, clock }: CheckSecretsPorts): CheckSecrets {
  const readAll = async (holding: Holding): Promise<Result<'already', Failure>> => {
    for (const { ref, binding } of holding.secrets) {
      const read = await secrets.read(ref, binding);
      if (!read.ok) return read;
    }
    return succeed('already');
  };

  return (options) =>
    eachHolding({ ...options, holders, clock }, (holding) => whileCurrent(holding, (now) => readAll(now)));
}
