import { type Check, contract, type MakeSubject } from './contract.js';
import { runsFollowed } from './runs-followed.js';
import { runsStarted } from './runs-started.js';
import { runsStopped } from './runs-stopped.js';
import type { StagedRunner } from './staged-runner.js';

/** What every process runner promises, of the lifecycle of a job as an app's page sees it. */
export const processRunnerChecks: readonly Check<StagedRunner>[] = [...runsStarted, ...runsFollowed, ...runsStopped];

/** Runs {@link processRunnerChecks}. */
export function processRunnerContract(name: string, makeSubject: MakeSubject<StagedRunner>): void {
  contract(`${name}: running processes`, processRunnerChecks, makeSubject);
}
