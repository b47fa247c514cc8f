import { type Finding, skip } from '../../diagnosis/finding.js';
import { lookMs } from '../../diagnosis/questions/question.js';
import { readSighting, type SeenCheck } from '../../diagnosis/read-sighting.js';
import type { Asks } from '../../diagnosis/run-checks.js';
import { askAddress } from './ask-address.js';
import { askCallback, askDelivery, askWebhook } from './ask-callback.js';
import { askSignIn, askStored, askUser } from './ask-credential.js';
import { askProcesses, exampleAmong, findFolderOf, seeFolders } from './ask-folders.js';
import { askIdentity } from './ask-identity.js';
import { askPermissions } from './ask-permissions.js';
import { askVersion, findProcessOf } from './ask-process.js';
import { asCause, askLicence, askRobots, asRefused } from './ask-robots.js';
import { once } from './once.js';
import type { AskPorts, Subject } from './subject.js';

const noProcess = 'No process was named.';
const inBrowser = 'Only the browser on the computer of the user can tell.';
const byOrchestrator = 'The process is run by Orchestrator.';

/** How each question about one connection is answered; what several of them need is asked for once. */
export function makeAsks(subject: Subject, ports: AskPorts): Asks {
  const { access, reference, refusedWith } = subject;
  const { probe, inspection, sessions, directory } = ports;
  const { orchestratorUrl, caPem } = access.target;
  const options = { withinMs: lookMs, ...(caPem && { caPem }), ...(access.signal && { signal: access.signal }) };

  const sighting = once(() => probe.look(orchestratorUrl, options));
  const seen = once(async () => readSighting(orchestratorUrl, await sighting()));
  const folders = once(() => seeFolders(access, directory));
  const itsFolder = once(async () => reference && findFolderOf(reference, access, directory));
  const example = once(async () => exampleAmong((await folders()).some, access, directory));
  const folder = async () => (reference === undefined ? example() : (await itsFolder())?.folder);
  const process = once(async () => {
    const at = (await itsFolder())?.folder;
    return reference && at && findProcessOf(reference, at, access, ports);
  });
  const robots = once(async (): Promise<Finding> => {
    const [at, found] = await Promise.all([itsFolder(), process()]);
    if (reference === undefined) return skip(noProcess);
    if (reference.runOn === 'local-robot') return skip('The process is run by the robot of the user’s computer.');
    return at?.folder && found?.process
      ? askRobots(found.process, at.folder, access, inspection)
      : skip('There is no process to run.');
  });
  const see = (id: SeenCheck) => async () => (await seen())[id];
  const local = async (): Promise<Finding> =>
    skip(reference === undefined ? noProcess : reference.runOn === 'local-robot' ? inBrowser : byOrchestrator);

  return {
    'name-resolves': see('name-resolves'),
    'address-allowed': see('address-allowed'),
    'host-reached': see('host-reached'),
    'port-open': see('port-open'),
    'tls-spoken': see('tls-spoken'),
    'certificate-trusted': see('certificate-trusted'),
    'certificate-current': see('certificate-current'),
    'certificate-names-host': see('certificate-names-host'),
    'http-answers': see('http-answers'),
    'orchestrator-in-service': see('orchestrator-in-service'),
    'orchestrator-answers': async () => askAddress(access, await sighting(), probe),
    'version-supported': see('version-supported'),
    'clock-agrees': see('clock-agrees'),
    'credential-readable': () => askStored(access),
    'identity-answers': () => askIdentity(access, probe),
    'credentials-accepted': () => askSignIn(access, sessions),
    'user-active': () => askUser(access, inspection),
    'folders-listed': async () => (await folders()).finding,
    'folder-there': async () => (await itsFolder())?.finding ?? skip(noProcess),
    'processes-listed': async () => askProcesses(await folder(), reference !== undefined, access, directory),
    'process-there': async () => (await process())?.finding ?? skip(noProcess),
    'version-unchanged': async () => {
      const found = (await process())?.process;
      return reference && found ? askVersion(reference, found) : skip(noProcess);
    },
    'start-permitted': async () => askPermissions(await folder(), reference !== undefined, access, inspection),
    'licence-valid': async () => asCause(await askLicence(access, inspection), robots),
    'robot-able': async () => asRefused(await robots(), refusedWith),
    'local-robot-answers': local,
    'local-process-downloaded': local,
    'callback-reachable': () => askCallback(subject, ports),
    'webhook-subscribed': () => askWebhook(subject, ports),
    'webhook-delivered': () => askDelivery(subject, ports),
  };
}
