import { type Check, contract } from '../contracts/contract.js';
import { followingLaws } from './following-laws.js';
import type { LifecycleRules } from './lifecycle-rules.js';
import { mergeLaws } from './merge-laws.js';

/**
 * The three laws of a job's lifecycle: every schedule of reports converges, every listener is told a legal walk, and
 * whoever goes on reading learns the end.
 */
export const lawChecks: readonly Check<LifecycleRules>[] = [...mergeLaws, ...followingLaws];

/** Runs {@link lawChecks}. */
export function lifecycleLaws(name: string, rules: LifecycleRules): void {
  contract(`${name}: the laws of the lifecycle`, lawChecks, async () => ({ subject: rules }));
}
