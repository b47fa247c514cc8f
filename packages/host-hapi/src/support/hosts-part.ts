import { type Hosts, liveHosts, succeed } from '@cuelight/core';
import type { Part } from './part.js';

/** The hosts that are at work on the database, and what each has. */
export type HostsPart = {
  readonly alive: readonly {
    readonly name: string;
    readonly kind: 'service' | 'command';
    readonly ageS: number;
    readonly silentForMs: number;
    readonly masterKeyIds: readonly string[];
    readonly secretBackends: readonly string[];
  }[];
};

/** The hosts that are at work on the database. */
export function hostsPart(hosts: Pick<Hosts, 'list'>, nowMs: () => number): Part<HostsPart> {
  return async () => {
    const heard = await hosts.list();
    if (!heard.ok) return heard;
    return succeed({
      alive: liveHosts(heard.value).map(({ name, kind, startedAtMs, silentForMs, masterKeyIds, secretBackends }) => ({
        name,
        kind,
        ageS: Math.round((nowMs() - startedAtMs) / 1_000),
        silentForMs,
        masterKeyIds,
        secretBackends,
      })),
    });
  };
}
