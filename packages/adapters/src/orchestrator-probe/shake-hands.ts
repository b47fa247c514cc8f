import type { Stop } from '@cuelight/core';
import { connectOnce } from '../network/index.js';
import { type Approach, createApproach } from './approach.js';
import type { LookLimits } from './open-look.js';
import { stopOf } from './stop-of.js';

/**
 * Makes one connection to an address, up to the end of the handshake, and closes it. The certificates are verified as for any
 * call: what was presented is in the approach, whatever came of that.
 */
export async function shakeHands(
  url: string,
  { extraCaPems, egress, withinMs, nowMs, signal }: LookLimits,
): Promise<{ readonly approach: Approach; readonly stop?: Stop }> {
  const { origin, hostname } = new URL(url);
  const approach = createApproach(hostname, nowMs);
  const connecting = { extraCaPems, connectMs: withinMs, egress, watch: approach.watch };
  const error = await connectOnce(origin, connecting, signal);
  approach.close();
  if (error === undefined) return { approach };
  return { approach, stop: stopOf({ phase: 'before', error: approach.alert() ?? error }, approach.stage()) };
}
