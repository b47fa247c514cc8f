import {
  type Clock,
  type Failure,
  type HeardHost,
  type Hosts,
  liveHosts,
  type Result,
  sleep,
  succeed,
} from '@cuelight/core';

/** How often it is looked whether a host was heard. */
const lookEveryMs = 1_000;

/**
 * The other hosts that are at work, for certain: a host that was not heard since this was asked is waited for, until it is
 * heard or counts as dead. Failures: `storage-unavailable`.
 *
 * @param own the id of this host
 * @param waitFor told of the hosts that are waited for, once
 */
export async function otherHosts(
  hosts: Pick<Hosts, 'list'>,
  own: string,
  clock: Clock,
  waitFor: (hosts: readonly HeardHost[]) => void,
): Promise<Result<readonly HeardHost[], Failure>> {
  const askedAtMs = clock.nowMs();
  for (let isFirst = true; ; isFirst = false) {
    const heard = await hosts.list();
    if (!heard.ok) return heard;
    const others = liveHosts(heard.value).filter(({ id }) => id !== own);
    const unsure = others.filter(({ silentForMs }) => silentForMs > clock.nowMs() - askedAtMs);
    if (unsure.length === 0) return succeed(others);
    if (isFirst) waitFor(unsure);
    await sleep(clock, lookEveryMs);
  }
}
