import { startClosedPort, startPresenting } from '@cuelight/test-harness/odd-servers';
import { seed } from '../../world/a-world.js';
import type { Fault } from '../faults.js';
import { without, withShared, withUser } from './seeds.js';

/** Two at once, neither of which follows from the other. */
export const pairs: readonly Fault[] = [
  {
    name: 'the certificate has expired, and is for another host',
    wrong: ['certificate-current: certificate-expired', 'certificate-names-host: certificate-for-another-host'],
    diagnose: async ({ connecting, started }) => {
      const { url, caPem } = await started(startPresenting('expired-and-other-host'));
      return connecting(url, { caPem });
    },
  },
  {
    name: 'the certificate has expired, and nobody here knows its authority',
    wrong: ['certificate-trusted: authority-unknown', 'certificate-current: certificate-expired'],
    diagnose: async ({ connecting, started }) => {
      const { url, caPem } = await started(startPresenting('expired-and-authority-unknown'));
      return connecting(url, { caPem });
    },
  },
  {
    name: 'the certificate is signed by itself, has expired, and is for another host',
    wrong: [
      'certificate-trusted: self-signed',
      'certificate-current: certificate-expired',
      'certificate-names-host: certificate-for-another-host',
    ],
    diagnose: async ({ connecting, started }) => {
      const { url, caPem } = await started(startPresenting('self-signed-and-more'));
      return connecting(url, { caPem });
    },
  },
  {
    name: 'the clocks differ, and the password is wrong',
    wrong: ['credentials-accepted: password-refused', 'clock-agrees: clocks-differ'],
    diagnose: ({ invoking }) =>
      invoking(async ({ fake }) => {
        fake.admin.changeUser('Default', 'admin', { password: 'new' });
        await fake.admin.advanceClock(30 * 60_000);
      }),
  },
  {
    name: 'the process was upgraded, and webhooks are lost',
    wrong: ['version-unchanged: version-changed', 'webhook-delivered: ping-lost'],
    diagnose: ({ invoking }) =>
      invoking(
        ({ fake }) => {
          fake.admin.setReleaseVersion(seed.echoText, '2.0.0');
          fake.admin.addFault({ on: 'webhook', action: 'lose' });
        },
        { version: '1.0.3' },
      ),
  },
  {
    name: 'no machine is in the folder, and the user may not start jobs there',
    wrong: ['start-permitted: start-forbidden'],
    diagnose: ({ invoking }) =>
      invoking(({ fake }) => fake.admin.changeUser('Default', 'admin', { permissions: without('Jobs.Create') }), {
        fake: { seed: withShared({ unattendedMachine: false }) },
      }),
  },
  {
    name: 'the user may not start jobs, and Orchestrator does not reach this service',
    wrong: [
      'start-permitted: start-forbidden',
      'callback-reachable: callback-unreachable',
      'webhook-delivered: ping-lost',
    ],
    diagnose: async ({ connecting, fake, started }) =>
      connecting((await fake({ seed: withUser({ permissions: without('Jobs.Create') }) })).url, {
        publicUrl: (await started(startClosedPort('http'))).url,
      }),
  },
  {
    name: 'the process was deleted, and the user may not have webhooks any more',
    wrong: [
      'process-there: process-gone',
      'webhook-subscribed: webhook-refused',
      'webhook-delivered: orchestrator-forbidden',
    ],
    diagnose: ({ invoking }) =>
      invoking(({ fake }) => {
        fake.admin.removeRelease(seed.echoText);
        fake.admin.changeUser('Default', 'admin', { permissions: without('Webhooks.View') });
      }),
  },
];
