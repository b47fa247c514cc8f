import { type HeardHost, type Host, type Hosts, succeed } from '@cuelight/core';
import type { Mutant } from './mutant.js';

/** A register of hosts that keeps what its port promises. */
export function honestHosts(): Hosts {
  const rows = new Map<string, Host>();
  return {
    async beat(host) {
      rows.set(host.id, host);
      return succeed(undefined);
    },
    async list() {
      const heard = [...rows.values()].map((host): HeardHost => ({ ...host, silentForMs: 0 }));
      return succeed(heard.sort((one, other) => (one.id < other.id ? -1 : 1)));
    },
    async leave(id) {
      rows.delete(id);
      return succeed(undefined);
    },
  };
}

/** Registers of hosts with a fault each. */
export const hostsMutants: readonly Mutant<Hosts, Hosts>[] = [
  {
    fault: 'takes a host that was heard just now for a silent one',
    caughtBy: 'lists a host as it told of itself, heard just now',
    break: (honest) => changed(honest, (heard) => heard.map((host) => ({ ...host, silentForMs: 60_000 }))),
  },
  {
    fault: 'forgets the secret backends of a host',
    caughtBy: 'lists a host as it told of itself, heard just now',
    break: (honest) => changed(honest, (heard) => heard.map((host) => ({ ...host, secretBackends: [] }))),
  },
  {
    fault: 'keeps what a host told first',
    caughtBy: 'has what a host told last, and once',
    break(honest) {
      const known = new Set<string>();
      return {
        ...honest,
        async beat(host) {
          if (known.has(host.id)) return succeed(undefined);
          known.add(host.id);
          return honest.beat(host);
        },
      };
    },
  },
  {
    fault: 'lists services only',
    caughtBy: 'lists hosts of both kinds in the order of their id',
    break: (honest) => changed(honest, (heard) => heard.filter(({ kind }) => kind === 'service')),
  },
  {
    fault: 'lists in another order',
    caughtBy: 'lists hosts of both kinds in the order of their id',
    break: (honest) => changed(honest, (heard) => [...heard].reverse()),
  },
  {
    fault: 'forgets all hosts when one leaves',
    caughtBy: 'forgets a host that leaves, and no other; leaving again succeeds',
    break(honest) {
      return {
        ...honest,
        async leave() {
          const heard = await honest.list();
          if (heard.ok) for (const { id } of heard.value) await honest.leave(id);
          return succeed(undefined);
        },
      };
    },
  },
];

function changed(honest: Hosts, change: (heard: readonly HeardHost[]) => readonly HeardHost[]): Hosts {
  return {
    ...honest,
    async list() {
      const heard = await honest.list();
      return heard.ok ? succeed(change(heard.value)) : heard;
    },
  };
}
