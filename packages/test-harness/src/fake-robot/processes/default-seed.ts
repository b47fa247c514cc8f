import { defaultSeed } from '../../fake-orchestrator/world/default-seed.js';
import type { RobotSeed } from './seed.js';

/** Whose package is not on the computer yet. */
const notDownloaded = 'PostInvoices';

/**
 * What the robot can run when nobody says otherwise: the processes of the fake Orchestrator's default seed, under the same
 * names and from the same packages. `PostInvoices` is not downloaded yet, `BrokenImport` ends with an exception.
 */
export const defaultRobotSeed: RobotSeed = {
  processes: defaultSeed.tenants
    .flatMap(({ folders = [] }) => folders)
    .flatMap(({ processes = [] }) => processes)
    .map(({ name, packageId, version, description, arguments: declared, outcome, info }) => ({
      name,
      packageId,
      version,
      description,
      arguments: { input: declared?.input ?? [] },
      isDownloaded: name !== notDownloaded,
      outcome,
      error: info === undefined ? undefined : exceptionOf(info),
    })),
};

/** The exception that an `Info` such as `System.Exception: What happened.` tells of. */
function exceptionOf(info: string): { ClassName: string; Message: string; InnerException: null } {
  const [, className = 'System.Exception', message = info] = /^([\w.]+): (.*)/.exec(info) ?? [];
  return { ClassName: className, Message: message, InnerException: null };
}
