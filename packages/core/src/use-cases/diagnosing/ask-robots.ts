import type { CauseId } from '../../diagnosis/causes/causes.js';
import { type Finding, fault, faultOf, pass, skip, warning, warningOf } from '../../diagnosis/finding.js';
import type { FailureCode } from '../../failure/failures.js';
import type { OrchestratorAccess } from '../../ports/orchestrator.js';
import type { ProcessRelease } from '../../ports/orchestrator-directory.js';
import type { Capacity, OrchestratorInspection, StartValidation } from '../../ports/orchestrator-inspection.js';
import type { Folder } from '../../process/process.js';

/** Whether the licence is valid. */
export async function askLicence(access: OrchestratorAccess, inspection: OrchestratorInspection): Promise<Finding> {
  const licence = await inspection.licence(access);
  if (!licence.ok) return { ...faultOf(licence.failure), verdict: 'warn' };
  if (licence.value === 'unsupported') return skip('This version does not tell.');
  if (licence.value === 'unseen') return skip('This credential may not ask for it (License.View).');
  const { isExpired, endsAtMs } = licence.value;
  const end = endsAtMs === undefined ? '' : ` on ${new Date(endsAtMs).toISOString().slice(0, 10)}`;
  if (isExpired) return warning('licence-expired', `It expired${end}.`);
  return pass(endsAtMs === undefined ? 'It is valid.' : `It ends${end}.`);
}

/** A licence that has expired need not keep jobs from being started; where it does, it is the cause, and no warning. */
export async function asCause(licence: Finding, robots: () => Promise<Finding>): Promise<Finding> {
  if (licence.cause !== 'licence-expired') return licence;
  return (await robots()).cause === 'no-licence-for-robot' ? { ...licence, verdict: 'fail' } : licence;
}

/** What a refusal of a start says, by its code. */
const causeOfRefusal: Partial<Record<FailureCode, CauseId>> = {
  'needs-local-robot': 'needs-local-robot',
  'no-unattended-robot': 'no-unattended-robot',
  'no-machine': 'no-machine',
  'no-capacity': 'too-many-pending',
};

/** What was found, or what a start was refused with where that says more. */
export function asRefused(found: Finding, refusedWith: FailureCode | undefined): Finding {
  const cause = refusedWith && causeOfRefusal[refusedWith];
  if (cause === undefined || found.verdict === 'fail') return found;
  return fault(cause, `A start was refused a moment ago. Since then: ${found.evidence}`);
}

/** Whether Orchestrator could run the process now: by its own validation, else by counting robots and runtimes. */
export async function askRobots(
  process: ProcessRelease,
  folder: Folder,
  access: OrchestratorAccess,
  inspection: OrchestratorInspection,
): Promise<Finding> {
  const [validated, capacity] = await Promise.all([
    inspection.validateStart(access, folder, process.releaseKey),
    inspection.capacity(access, folder),
  ]);
  const counted = capacity.ok ? countedFinding(process, folder, capacity.value) : warningOf(capacity.failure);
  if (!validated.ok) return faultOf(validated.failure);
  if (validated.value === 'unsupported' || validated.value === 'unseen') return counted;
  if (validated.value.isValid) return withBusy(counted);
  return refusedFinding(validated.value, counted.cause === 'needs-local-robot');
}

function withBusy(counted: Finding): Finding {
  return counted.cause === 'robots-busy' ? counted : pass('Orchestrator would start it now.');
}

/** The words are those of a validation of a job. Source: UiPath Orchestrator's API description. */
const causeOfCode: Readonly<Record<string, CauseId>> = {
  RobotNotFound: 'no-unattended-robot',
  RobotNoCredentials: 'no-unattended-robot',
  RobotBusy: 'too-many-pending',
  RobotConcurrencyLimit: 'too-many-pending',
  TemplateFullCapacity: 'too-many-pending',
  TemplateNoRuntime: 'no-machine',
  TemplateNotAssignedToFolder: 'no-machine',
  TemplateNoHostsAvailable: 'machines-disconnected',
  TemplateNoLicense: 'no-licence-for-robot',
  TemplateMaintenanceMode: 'robots-in-maintenance',
};

function refusedFinding({ codes }: StartValidation, isAttended: boolean): Finding {
  const known = codes.find((code) => Object.hasOwn(causeOfCode, code));
  const told = codes.length === 0 ? 'without a reason' : `with ${codes.join(', ')}`;
  const evidence = `Orchestrator says that it would not start it, ${told}.`;
  // None of its words is for this one.
  if (isAttended) return fault('needs-local-robot', evidence);
  return fault((known !== undefined && causeOfCode[known]) || 'start-not-possible', evidence);
}

/** The runtimes that run jobs without a user. Source: UiPath Orchestrator guide, "Response codes" (2818). */
const unattendedTypes = ['Unattended', 'NonProduction'];

function countedFinding(process: ProcessRelease, { kind }: Folder, { unattendedRobots, runtimes }: Capacity): Finding {
  // It can still be run by an unattended robot of the user of the connection.
  if (process.attended === true) return warning('needs-local-robot', `"${process.name}" is for attended robots.`);
  // In modern folders the list of robots may lack some that users have: only a refused start would prove it.
  if (unattendedRobots === 0) return warning('no-unattended-robot', 'No unattended robot of the folder can be seen.');
  // Robots of a classic folder are bound to their machines: it has no runtimes.
  if (kind === 'classic' && typeof unattendedRobots === 'number') {
    return pass(`The classic folder has ${unattendedRobots} unattended robots.`);
  }
  if (typeof runtimes === 'string') {
    return typeof unattendedRobots === 'string'
      ? skip('This credential may see neither robots nor machines; only a start would show.')
      : pass(`The folder has ${unattendedRobots} unattended robots; its machines cannot be seen (Machines.View).`);
  }
  const usable = runtimes.filter(({ type }) => unattendedTypes.includes(type));
  const sum = (of: 'total' | 'connected' | 'available') => usable.reduce((total, one) => total + one[of], 0);
  const told = `${sum('total')} runtimes, ${sum('connected')} of them connected, ${sum('available')} free`;
  if (sum('total') === 0) return fault('no-machine', `The folder has ${told}.`);
  if (sum('connected') === 0) return fault('machines-disconnected', `The folder has ${told}.`);
  if (sum('available') === 0) return warning('robots-busy', `The folder has ${told}.`);
  return pass(`The folder has ${told}.`);
}
