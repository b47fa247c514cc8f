import type { LookOptions, Sighting } from '@cuelight/core';
import { createEgressGuard, type EgressGuard, type LookupAll } from '../../src/egress/index.js';
import { createOrchestratorProbe, type OrchestratorProbeOptions } from '../../src/orchestrator-probe/index.js';

/** Looks at an address on loopback, long enough for whatever answers at all. */
export function lookAt(
  url: string,
  { withinMs = 10_000, caPem, signal, ...options }: Partial<LookOptions> & OrchestratorProbeOptions = {},
): Promise<Sighting> {
  const probe = createOrchestratorProbe({ egress: 'unguarded', ...options });
  return probe.look(url, { withinMs, ...(caPem !== undefined && { caPem }), ...(signal !== undefined && { signal }) });
}

/** Long enough for a look that is to end by its time. */
export const shortlyMs = 250;

/** What every name resolves to, in place of the system's look-up. */
export function resolvingTo(...addresses: readonly string[]): LookupAll {
  const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  return (_, __, done) => process.nextTick(done, null, found);
}

/** Allows everything, and resolves names so. */
export function allowing(lookup: LookupAll): EgressGuard {
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

/** The guard as it is by default, or for such a list, and names resolve so. */
export function guarding(lookup: LookupAll): EgressGuard {
  return createEgressGuard('default', lookup);
}
