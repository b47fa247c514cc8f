import { type Failure, fail, isJsonObject, type Result, succeed } from '@cuelight/core';
import { confused } from './failure-of.js';
import type { LocalProcess } from './options.js';

/**
 * RobotJS puts ids into addresses as they are: these characters would break them, or come out as others. White space at
 * the ends, tabs and line breaks get lost.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it is about.
const breaking = /[&#+%\x00-\x1f\x7f]|^\s|\s$|^$|\p{Surrogate}/u;

/**
 * Finds the process that is meant among those that the robot tells: by the name in Orchestrator, else by the package.
 *
 * @param told what the SDK answered
 * @returns the robot's id of the process; fails with `local-process-not-found`, `local-process-ambiguous`,
 *   `local-process-id-refused`, `local-robot-confused`
 */
export function findProcess(told: unknown, { releaseName, packageId }: LocalProcess): Result<string, Failure> {
  if (!Array.isArray(told)) return fail(confused);
  const processes: readonly unknown[] = told;
  const named = (name: string) => processes.filter(isJsonObject).filter((process) => process.name === name);
  const byRelease = named(releaseName);
  const found = byRelease.length > 0 ? byRelease : named(packageId);
  const [process, other] = found;
  if (process === undefined) return fail(notFound);
  if (other !== undefined) return fail(ambiguous(found.length));
  if (typeof process.id !== 'string') return fail(confused);
  return breaking.test(process.id) ? fail(idRefused) : succeed(process.id);
}

const notFound: Failure = {
  code: 'local-process-not-found',
  detail: 'No process of the robot has the name of the process in Orchestrator, or that of its package.',
};

const idRefused: Failure = {
  code: 'local-process-id-refused',
  detail: 'The id that the robot gives the process is empty, or has characters that RobotJS sends unescaped.',
};

function ambiguous(count: number): Failure {
  return { code: 'local-process-ambiguous', detail: `${count} processes of the robot have that name.` };
}
