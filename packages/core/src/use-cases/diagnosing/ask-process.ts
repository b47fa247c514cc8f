import { type Finding, fault, faultOf, pass } from '../../diagnosis/finding.js';
import type { Clock } from '../../ports/clock.js';
import type { OrchestratorAccess } from '../../ports/orchestrator.js';
import type { OrchestratorDirectory, ProcessRelease } from '../../ports/orchestrator-directory.js';
import type { FolderIdentity, ProcessReference } from '../../process/process-reference.js';
import { within } from '../../time/within.js';
import { everyProcess } from '../every-process.js';

/** Whether a process is in its folder, and how it is there. */
export interface FoundProcess {
  readonly finding: Finding;
  readonly process?: ProcessRelease;
}

/** How long a process that is gone is looked for elsewhere, in milliseconds. */
const searchMs = 3_500;

/** Looks for the process in its folder, and for what became of it when it is not there. */
export async function findProcessOf(
  reference: ProcessReference,
  folder: FolderIdentity,
  access: OrchestratorAccess,
  { directory, clock }: { readonly directory: OrchestratorDirectory; readonly clock: Clock },
): Promise<FoundProcess> {
  const found = await directory.findProcess(access, folder, reference.releaseKey);
  if (!found.ok) return { finding: faultOf(found.failure) };
  if (found.value !== undefined) {
    const { name, version } = found.value;
    return { finding: pass(`"${name}" is in "${folder.path}", version ${version}.`), process: found.value };
  }
  const gone = `No process with the key that was bound is in "${folder.path}"`;
  const trace = await within(clock, searchMs, traceOf(reference, folder, access, directory));
  if (trace === 'late') {
    return { finding: fault('process-gone', `${gone}; there was not the time to look into all other folders.`) };
  }
  const { cause, evidence } = trace;
  return { finding: fault(cause, `${gone}; ${evidence}.`) };
}

interface Trace {
  readonly cause: 'process-moved' | 'process-remade' | 'process-gone';
  readonly evidence: string;
}

/** What is the same process tells more than what is from the same package, and what is near more than what is far. */
async function traceOf(
  { releaseKey, packageId }: ProcessReference,
  { path }: FolderIdentity,
  access: OrchestratorAccess,
  directory: OrchestratorDirectory,
): Promise<Trace> {
  let remade: Trace | undefined;
  let alike: Trace | undefined;
  for await (const listed of everyProcess(directory, access)) {
    if (!listed.ok) break;
    if (listed.value.kind !== 'process') continue;
    const { folder, process } = listed.value;
    if (process.releaseKey === releaseKey) return { cause: 'process-moved', evidence: `it is in "${folder.path}" now` };
    if (process.packageId !== packageId) continue;
    if (folder.path === path) {
      remade ??= { cause: 'process-remade', evidence: `"${process.name}" there is from the same package ${packageId}` };
    } else {
      const evidence = `"${process.name}" in "${folder.path}" is from the same package ${packageId}`;
      alike ??= { cause: 'process-moved', evidence };
    }
  }
  return remade ?? alike ?? { cause: 'process-gone', evidence: `none from the package ${packageId} is to be seen` };
}

/** Whether it has the version that is wanted. */
export function askVersion({ version, isPinned }: ProcessReference, process: ProcessRelease): Finding {
  if (process.version === version) return pass(`It has version ${version}, as when it was last looked at.`);
  const moved = `It had version ${version}, and has ${process.version} now`;
  return isPinned
    ? fault('version-changed', `${moved}; the app pins ${version}.`)
    : pass(`${moved}; the app follows it.`);
}
