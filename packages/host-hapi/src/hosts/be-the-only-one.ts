import { type Clock, fail, type Hosts, type Result, succeed } from '@cuelight/core';
import { type StartFailure, startFailureOf } from '../storage/start-failure.js';
import { otherHosts } from './other-hosts.js';

/**
 * Sees that no other service is at work on the database, as long as hosts do not tell each other of events: what one learns
 * of a job by webhook, the listeners of another would not hear. Of two that start at once, the one that was first stays.
 *
 * @param own this host, which was announced
 * @param waitFor told of hosts that may have died, and are waited for until they count as dead
 */
export async function beTheOnlyOne(
  hosts: Pick<Hosts, 'list'>,
  own: { readonly id: string; readonly startedAtMs: number },
  clock: Clock,
  waitFor: (names: string) => void,
): Promise<Result<void, StartFailure>> {
  const others = await otherHosts(hosts, own.id, clock, (unsure) => waitFor(unsure.map(({ name }) => name).join('; ')));
  if (!others.ok) return fail(startFailureOf(others.failure));
  const first = others.value.find(
    ({ kind, id, startedAtMs }) =>
      kind === 'service' && (startedAtMs < own.startedAtMs || (startedAtMs === own.startedAtMs && id < own.id)),
  );
  if (first === undefined) return succeed(undefined);
  return fail({
    detail: `Another service is at work on this database: ${first.name}. With CUELIGHT_EVENTS=memory there may be one only.`,
    remedy: 'End the other one first.',
  });
}
