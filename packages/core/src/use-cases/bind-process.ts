import type { Failure } from '../failure/failure.js';
import type { AppRepository } from '../ports/app-repository.js';
import type { Clock } from '../ports/clock.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import type { OrchestratorDirectory } from '../ports/orchestrator-directory.js';
import type { ProcessReferenceRepository } from '../ports/process-reference-repository.js';
import type { Randomness } from '../ports/randomness.js';
import type { SecretReader } from '../ports/secret-store.js';
import type { ProcessReference, RunOn } from '../process/process-reference.js';
import { fail, type Result, succeed } from '../result.js';
import { folderNotAccessible } from './browse.js';
import { usableConnection } from './usable-connection.js';

/** Which process an app is to use. */
export interface BindInput {
  readonly connectionId: string;
  readonly folderKey: string;
  readonly releaseKey: string;
  /** Pins the reference to this version, which the process must have now. Absent, the reference follows the process. */
  readonly version?: string;
  readonly runOn: RunOn;
}

/**
 * Lets an app use a process: reads it in Orchestrator and keeps its identity.
 *
 * @returns `app-not-found`, `connection-not-found`, `connection-not-usable`, `folder-not-accessible`,
 *   `release-not-found`, `process-version-changed`, those of calling Orchestrator, `storage-unavailable`
 */
export type BindProcess = (appId: string, input: BindInput) => Promise<Result<ProcessReference, Failure>>;

/** What binding needs. */
export interface BindPorts {
  readonly apps: AppRepository;
  readonly connections: ConnectionRepository;
  readonly processReferences: ProcessReferenceRepository;
  readonly secrets: SecretReader;
  readonly directory: OrchestratorDirectory;
  readonly clock: Clock;
  readonly randomness: Randomness;
}

/** Makes the use case. */
export function createBindProcess(ports: BindPorts): BindProcess {
  const { apps, processReferences, directory, clock, randomness } = ports;

  return async (appId, input) => {
    const app = await apps.find(appId);
    if (!app.ok) return app;
    if (app.value === undefined) return fail({ code: 'app-not-found', detail: `There is no app ${appId}.` });
    const usable = await usableConnection(input.connectionId, ports);
    if (!usable.ok) return usable;
    const folder = await directory.findFolder(usable.value.access, input.folderKey);
    if (!folder.ok) return folder;
    if (folder.value === undefined) return fail(folderNotAccessible(input.folderKey));
    const process = await directory.findProcess(usable.value.access, folder.value, input.releaseKey);
    if (!process.ok) return process;
    if (process.value === undefined) return fail(releaseNotFound(input.releaseKey, folder.value.path));
    const { packageId, version } = process.value;
    if (input.version !== undefined && input.version !== version) return fail(versionChanged(input.version, version));
    const reference: ProcessReference = {
      id: randomness.id(),
      appId,
      connectionId: input.connectionId,
      folder: { key: folder.value.key, path: folder.value.path },
      releaseKey: process.value.releaseKey,
      packageId,
      version,
      isPinned: input.version !== undefined,
      runOn: input.runOn,
      createdAtMs: clock.nowMs(),
    };
    const inserted = await processReferences.insert(reference);
    return inserted.ok ? succeed(reference) : inserted;
  };
}

/** The failure for a process that is not in its folder. */
export function releaseNotFound(releaseKey: string, folderPath: string): Failure {
  return { code: 'release-not-found', detail: `Folder "${folderPath}" has no process with the key ${releaseKey}.` };
}

/** The failure for a process that has another version than the pinned one. */
export function versionChanged(pinned: string, present: string): Failure {
  return {
    code: 'process-version-changed',
    detail: `The pinned version is ${pinned}; the process now has version ${present}.`,
  };
}
