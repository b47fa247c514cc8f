import { type Finding, fault, faultOf, pass, skip } from '../../diagnosis/finding.js';
import type { OrchestratorAccess } from '../../ports/orchestrator.js';
import type { OrchestratorInspection } from '../../ports/orchestrator-inspection.js';
import type { FolderIdentity } from '../../process/process-reference.js';

/** Source: UiPath Orchestrator API guide, "Permissions requests". */
const needed = ['Jobs.View', 'Jobs.Create', 'Jobs.Edit'];

/**
 * Whether the user may start, read and stop jobs in a folder.
 *
 * @param isItsFolder whether it is the folder of a process that somebody wants: else the user may well be allowed in others
 */
export async function askPermissions(
  folder: FolderIdentity | undefined,
  isItsFolder: boolean,
  access: OrchestratorAccess,
  inspection: OrchestratorInspection,
): Promise<Finding> {
  if (folder === undefined) return skip('There is no folder to ask for.');
  const permissions = await inspection.permissions(access, folder);
  if (!permissions.ok) return { ...faultOf(permissions.failure), verdict: 'warn' };
  if (permissions.value === 'unsupported') return skip('This version does not tell.');
  if (permissions.value === 'unseen') {
    return skip('This credential may not ask for its permissions; only a start would show them.');
  }
  const granted = permissions.value;
  const lacking = needed.filter((name) => !granted.includes(name));
  if (lacking.length === 0) return pass(`It may, in "${folder.path}".`);
  const found = fault('start-forbidden', `In "${folder.path}" it lacks ${lacking.join(', ')}.`);
  return isItsFolder ? found : { ...found, verdict: 'warn' };
}
