import type { Failure, FailureCode } from '@cuelight/core';

/**
 * Why Orchestrator does not start a job, as a code of its own where its errorCode tells; any other refusal as it is.
 * All of these come with 409, before any job is made. Source: UiPath Orchestrator API guide, "Response codes".
 */
export function startRefusal(failure: Failure): Failure {
  const { code, reply } = failure;
  if (code !== 'orchestrator-refused' || reply?.status !== 409 || reply.errorCode === undefined) return failure;
  return { ...failure, code: codeOf.get(reply.errorCode) ?? code };
}

const codeOf: ReadonlyMap<number, FailureCode> = new Map<number, FailureCode>([
  // "Foreground job requires an unattended robot to be defined on your user"
  [1230, 'needs-local-robot'],
  // "The provided robot is not configured for the current user."
  [1302, 'needs-local-robot'],
  // "The robots already have pending jobs for this Process"
  [1670, 'no-capacity'],
  // "Couldn't find any user with unattended robot permissions in the current folder."
  [1671, 'no-unattended-robot'],
  // "Could not find a machine with Unattended or NonProduction runtimes in the current folder"
  [2818, 'no-machine'],
]);
