import type { FakeOrchestrator } from '@cuelight/test-harness/fake-orchestrator';
import { seed } from '../../world/a-world.js';
import type { InvokingOptions } from '../a-patient.js';
import type { Fault } from '../faults.js';
import { withEchoText, without, withShared, withTenant } from './seeds.js';

/** In the process, its folder, and what is to run it. */
export const processFaults: readonly Fault[] = [
  harm('the process was deleted', ({ admin }) => admin.removeRelease(seed.echoText), {}, 'process-there: process-gone'),
  harm(
    'the process was moved to another folder',
    ({ admin }) => admin.moveRelease(seed.echoText, 'Finance/AP'),
    {},
    'process-there: process-moved',
  ),
  harm(
    'the process was upgraded, and the app pins a version',
    ({ admin }) => admin.setReleaseVersion(seed.echoText, '2.0.0'),
    { version: '1.0.3' },
    'version-unchanged: version-changed',
  ),
  harm(
    'the folder was renamed',
    ({ admin }) => admin.changeFolder(seed.shared, { name: 'Common' }),
    {},
    'folder-there: folder-renamed',
  ),
  harm(
    'the folder was renamed below API 11',
    ({ admin }) => admin.changeFolder(seed.shared, { name: 'Common' }),
    { fake: { apiVersion: 9 }, folderKey: 'id:1' },
    'folder-there: folder-gone',
  ),
  harm(
    'the tenant was set up anew, folders under other keys',
    ({ admin }) => admin.putSeed(withShared({ key: '4f1c2a30-6f0e-4f0b-9a51-0c5b6f3d1aff' })),
    {},
    ...anew('folder-there: folder-remade'),
  ),
  harm(
    'the tenant was set up anew, processes under other keys',
    ({ admin }) => admin.putSeed(withEchoText({ key: '8d0f3f6a-52b1-4c0e-8a6f-3a2f1b7c1eff' })),
    {},
    ...anew('process-there: process-remade'),
  ),
  harm('the folder was deleted', ({ admin }) => admin.removeFolder(seed.shared), {}, 'folder-there: folder-gone'),
  harm(
    'the user may not see the processes of the folder any more',
    ({ admin }) => admin.changeUser('Default', 'admin', { permissions: without('Processes.View') }),
    {},
    'processes-listed: processes-forbidden',
    'process-there: orchestrator-forbidden',
  ),
  harm(
    'the user may not start jobs in the folder any more',
    ({ admin }) => admin.changeUser('Default', 'admin', { permissions: without('Jobs.Create') }),
    {},
    'start-permitted: start-forbidden',
  ),
  harm(
    'the licence has expired',
    ({ admin }) => admin.setLicence('Default', { expired: true }),
    {},
    'licence-valid: licence-expired',
  ),
  harm(
    'the licence has expired, which the user may not see',
    ({ admin }) => {
      admin.setLicence('Default', { expired: true });
      admin.addFault({ on: 'GET /odata/Settings/*.GetLicense*', action: 'status', status: 403 });
    },
    {},
    'robot-able: no-licence-for-robot',
  ),
  harm(
    'no robot is in the folder',
    () => {},
    { fake: { seed: withShared({ unattendedRobots: 0 }) } },
    'robot-able: no-unattended-robot',
  ),
  harm(
    'no robot is in the folder of an Orchestrator that validates no start',
    () => {},
    { fake: { seed: withShared({ unattendedRobots: 0 }), apiVersion: 11 }, refusedWith: 'no-unattended-robot' },
    'robot-able: no-unattended-robot',
  ),
  harm(
    'no machine is in the folder',
    () => {},
    { fake: { seed: withShared({ unattendedMachine: false }) } },
    'robot-able: no-machine',
  ),
  harm(
    'the machines of the folder are not connected',
    ({ admin }) => admin.changeFolder(seed.shared, { connectedRobots: 0 }),
    {},
    'robot-able: machines-disconnected',
  ),
  {
    name: 'every runtime of the folder is taken',
    wrong: ['robot-able: robots-busy'],
    diagnose: ({ invoking }) =>
      invoking(async ({ cuelight, fake, processId }) => {
        const started = await cuelight.startJob(processId, {}, { scope: 'admin' });
        if (started.ok) fake.admin.setJobState(started.value.job.jobKey, { state: 'Running' });
      }),
  },
  {
    name: 'the robots have pending jobs enough',
    wrong: ['robot-able: too-many-pending'],
    diagnose: ({ invoking }) =>
      invoking(({ cuelight, processId }) => cuelight.startJob(processId, {}, { scope: 'admin' }), {
        fake: { seed: withShared({ mostPendingJobs: 1 }) },
      }),
  },
  harm(
    'the process is for attended robots',
    () => {},
    {
      fake: {
        seed: withTenant(({ users, folders = [] }) => ({
          users: users.map((user) => ({ ...user, unattendedRobot: false })),
          folders: folders.map((folder) => ({
            ...folder,
            processes: (folder.processes ?? []).map((process) => ({ ...process, attended: true })),
          })),
        })),
      },
    },
    'robot-able: needs-local-robot',
  ),
  harm(
    'Orchestrator is being drained for maintenance',
    ({ admin }) => admin.setMaintenance('Draining'),
    {},
    'robot-able: robots-in-maintenance',
  ),
];

/** Its webhooks are gone as well. */
function anew(root: string): Fault['wrong'] {
  return [root, 'webhook-subscribed: webhook-gone', 'webhook-delivered: orchestrator-refused'];
}

function harm(
  name: string,
  done: (fake: FakeOrchestrator) => unknown,
  how: InvokingOptions,
  ...wrong: Fault['wrong']
): Fault {
  return { name, wrong, diagnose: ({ invoking }) => invoking(({ fake }) => done(fake), how) };
}
