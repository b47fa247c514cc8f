import { type Check, contract, type MakeSubject } from '../contracts/contract.js';
import type { LifecycleSystem } from './lifecycle-system.js';
import { readingChecks } from './reading-checks.js';
import { tellingChecks } from './telling-checks.js';

/** What everybody who follows jobs may rely on. */
export const followingChecks: readonly Check<LifecycleSystem>[] = [...tellingChecks, ...readingChecks];

/** Runs {@link followingChecks}. */
export function followingContract(name: string, makeSubject: MakeSubject<LifecycleSystem>): void {
  contract(`${name}: following jobs`, followingChecks, makeSubject);
}
