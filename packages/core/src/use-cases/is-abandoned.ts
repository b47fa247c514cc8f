import type { Failure } from '../failure/failure.js';
import type { Clock } from '../ports/clock.js';
import type { Hosts } from '../ports/hosts.js';
import { type Result, succeed } from '../result.js';
import { liveHosts } from '../secrets/live-hosts.js';

/**
 * Whether work that is not finished, and was begun at this time (milliseconds since 1970), is under way no more: it was
 * begun long ago, or before any host that lives was started. Failures: `storage-unavailable`.
 */
export type IsAbandoned = (begunAtMs: number) => Promise<Result<boolean, Failure>>;

/** What judging needs. */
export interface IsAbandonedPorts {
  /** Absent where there is one host only. */
  readonly hosts?: Pick<Hosts, 'list'>;
  readonly clock: Pick<Clock, 'nowMs'>;
}

/** All that is begun takes well under this. */
const longMs = 120_000;

/** Makes the judge. This process was started when it is made. */
export function createIsAbandoned({ hosts, clock }: IsAbandonedPorts): IsAbandoned {
  const startedAtMs = clock.nowMs();

  return async (begunAtMs) => {
    if (clock.nowMs() - begunAtMs > longMs) return succeed(true);
    if (begunAtMs >= startedAtMs) return succeed(false);
    const heard = hosts === undefined ? succeed([]) : await hosts.list();
    if (!heard.ok) return heard;
    return succeed(liveHosts(heard.value).every((host) => begunAtMs < host.startedAtMs));
  };
}
