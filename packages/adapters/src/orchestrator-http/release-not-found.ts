import type { Failure, FolderIdentity } from '@cuelight/core';
import { isNotFound } from './refusal.js';

/** Whether it is said, by Orchestrator's own code, that a folder has no such process. Source: UiPath Orchestrator API guide, "Response codes". */
export function isReleaseNotFound(failure: Failure): boolean {
  return isNotFound(failure) && failure.reply?.errorCode === 1002;
}

/** The failure of a call that names a process which its folder does not have. */
export function releaseNotFound(failure: Failure, { path }: FolderIdentity): Failure {
  return { ...failure, code: 'release-not-found', detail: `The folder "${path}" has no such process.` };
}
