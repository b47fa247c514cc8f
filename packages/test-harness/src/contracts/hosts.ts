import type { HeardHost, Host, Hosts } from '@cuelight/core';
import { expect } from 'vitest';
import { type Check, contract, type MakeSubject } from './contract.js';
import { expectValue } from './expect-value.js';

/** What every register of hosts promises, in the order of the port. */
export const hostsChecks: readonly Check<Hosts>[] = [
  {
    title: 'lists a host as it told of itself, heard just now',
    async run(hosts) {
      expectValue(await hosts.beat(one));

      const [heard, ...others] = expectValue(await hosts.list());

      expect(heard).toEqual({ ...one, silentForMs: expect.any(Number) });
      expect(heard?.silentForMs).toBeGreaterThanOrEqual(0);
      expect(heard?.silentForMs).toBeLessThan(10_000);
      expect(others).toEqual([]);
    },
  },
  {
    title: 'has what a host told last, and once',
    async run(hosts) {
      await hosts.beat(one);
      const changed: Host = { ...one, name: 'web-1, process 2', masterKeyIds: ['k1', 'k2'], secretBackends: [] };

      expectValue(await hosts.beat(changed));

      expect(expectValue(await hosts.list()).map(told)).toEqual([changed]);
    },
  },
  {
    title: 'lists hosts of both kinds in the order of their id',
    async run(hosts) {
      for (const host of [other, one]) expectValue(await hosts.beat(host));

      expect(expectValue(await hosts.list()).map(told)).toEqual([one, other]);
    },
  },
  {
    title: 'forgets a host that leaves, and no other; leaving again succeeds',
    async run(hosts) {
      for (const host of [one, other]) await hosts.beat(host);

      expect(await hosts.leave(one.id)).toEqual({ ok: true, value: undefined });
      expect(await hosts.leave(one.id)).toEqual({ ok: true, value: undefined });

      expect(expectValue(await hosts.list()).map(told)).toEqual([other]);
    },
  },
];

/** Runs {@link hostsChecks}. */
export function hostsContract(name: string, makeSubject: MakeSubject<Hosts>): void {
  contract(`${name}: hosts`, hostsChecks, makeSubject);
}

const one: Host = {
  id: '01936e2a-0000-7000-8000-000000000001',
  name: 'web-1, process 4711',
  kind: 'service',
  masterKeyIds: ['k1'],
  secretBackends: ['local', 'azure-key-vault'],
  startedAtMs: 1_764_000_000_000,
};

const other: Host = {
  id: '01936e2a-0000-7000-8000-000000000002',
  name: 'Größe-2',
  kind: 'command',
  masterKeyIds: [],
  secretBackends: ['local'],
  startedAtMs: 1_764_000_000_001,
};

function told({ silentForMs: _, ...host }: HeardHost): Host {
  return host;
}
