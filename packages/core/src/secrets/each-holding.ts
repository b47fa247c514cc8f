import type { Failure } from '../failure/failure.js';
import type { Clock } from '../ports/clock.js';
import { fail, type Result, succeed } from '../result.js';
import { sleep } from '../time/sleep.js';
import type { Holding, SecretHolder } from './holding.js';

/** What became of the rows so far. */
export interface SecretsReport {
  readonly done: number;
  /** Those that were as they should be before. */
  readonly already: number;
  readonly failed: number;
  /** The first of the failures, at most {@link mostFailuresTold}. */
  readonly failures: readonly { readonly owner: string; readonly failure: Failure }[];
}

/** So many failures are told; of more, only the number. */
export const mostFailuresTold = 20;

/** How to go over rows. */
export interface EachHoldingOptions {
  readonly holders: readonly SecretHolder[];
  readonly clock: Pick<Clock, 'after'>;
  /** At most so many rows a second; absent, as fast as it goes. */
  readonly perSecond?: number | undefined;
  /** Asked before every row: whether to stop there. */
  readonly isCutShort?: (() => boolean) | undefined;
  /** Told after every row. */
  readonly onProgress?: ((report: SecretsReport) => void) | undefined;
}

/**
 * Treats every row that names secrets, one after the other, in constant memory; a row that fails does not stop it.
 * Failures: `storage-unavailable` when the rows themselves cannot be read; `cut-short`.
 */
export async function eachHolding(
  { holders, clock, perSecond, isCutShort, onProgress }: EachHoldingOptions,
  treat: (holding: Holding) => Promise<Result<'done' | 'already', Failure>>,
): Promise<Result<SecretsReport, Failure>> {
  let report: SecretsReport = { done: 0, already: 0, failed: 0, failures: [] };
  for (const holder of holders) {
    for await (const holding of holder.each()) {
      if (!holding.ok) return holding;
      if (isCutShort?.() === true) return fail(cutShort);
      const treated = await treat(holding.value);
      report = treated.ok ? counted(report, treated.value) : withFailure(report, holding.value.owner, treated.failure);
      onProgress?.(report);
      if (perSecond !== undefined) await sleep(clock, 1_000 / perSecond);
    }
  }
  return succeed(report);
}

const cutShort: Failure = { code: 'cut-short', detail: 'It was cut short, since the process ends.' };

function counted(report: SecretsReport, outcome: 'done' | 'already'): SecretsReport {
  return { ...report, [outcome]: report[outcome] + 1 };
}

function withFailure(report: SecretsReport, owner: string, failure: Failure): SecretsReport {
  const failures =
    report.failures.length < mostFailuresTold ? [...report.failures, { owner, failure }] : report.failures;
  return { ...report, failed: report.failed + 1, failures };
}
