import { createEgressGuard, type EgressGuard, type LookupAll } from '@cuelight/adapters/egress';
import { startClosedPort, startFullBacklog } from '@cuelight/test-harness/odd-servers';
import type { Fault } from '../faults.js';

/** On the way to the server. */
export const wayFaults: readonly Fault[] = [
  {
    name: 'the name of the server is unknown',
    wrong: ['name-resolves: name-unknown'],
    diagnose: ({ connecting }) => connecting('https://orchestrator.example', { egress: guard(failing('ENOTFOUND')) }),
  },
  {
    name: 'the name servers do not answer',
    wrong: ['name-resolves: name-server-silent'],
    diagnose: ({ connecting }) => connecting('https://orchestrator.example', { egress: guard(failing('EAI_AGAIN')) }),
  },
  {
    name: 'the address is this machine, which is not listed',
    wrong: ['address-allowed: address-not-allowed'],
    diagnose: ({ connecting }) => connecting('https://127.0.0.1', { egress: createEgressGuard('default') }),
  },
  {
    name: 'the name leads to the metadata service of a cloud',
    wrong: ['address-allowed: address-not-allowed'],
    diagnose: ({ connecting }) =>
      connecting('https://orchestrator.example', { egress: guard(resolving('169.254.169.254')) }),
  },
  {
    name: 'the name has IPv6 addresses only, and there is no way to them',
    wrong: ['host-reached: no-route'],
    // A multicast address cannot be connected to, whatever the routes of the machine are.
    diagnose: ({ connecting }) =>
      connecting('https://orchestrator.example:9', { egress: unguarded(resolving('ff02::1')) }),
  },
  {
    name: 'a firewall drops the packets',
    wrong: ['host-reached: filtered'],
    diagnose: async ({ connecting, started }) => connecting((await started(startFullBacklog())).url),
  },
  {
    name: 'nothing listens on the port',
    wrong: ['port-open: port-closed'],
    diagnose: async ({ connecting, started }) => connecting((await started(startClosedPort('https'))).url),
  },
  {
    name: 'the server is switched off after connecting',
    wrong: ['port-open: port-closed'],
    diagnose: ({ invoking }) => invoking(({ fake }) => fake.close()),
  },
];

function guard(lookup: LookupAll): EgressGuard {
  return createEgressGuard('default', lookup);
}

/** Allows everything, and resolves names so. */
function unguarded(lookup: LookupAll): EgressGuard {
  return {
    at: (_, __, resolved) => ({
      refusal: () => undefined,
      lookup: (name, options, done) =>
        lookup(name, { ...options, all: true }, (error, found) => {
          if (error === null) resolved?.(found.map(({ address }) => address));
          done(error, found);
        }),
    }),
  };
}

function resolving(address: string): LookupAll {
  return (_, __, done) => process.nextTick(done, null, [{ address, family: address.includes(':') ? 6 : 4 }]);
}

function failing(code: string): LookupAll {
  return (_, __, done) => process.nextTick(done, Object.assign(new Error(code), { code }), []);
}
