import type { Sighting, Stop } from '@cuelight/core';
import { openPaths } from '../orchestrator-version/index.js';
import { type Arrived, isDiscovery, seenReply } from './seen-reply.js';

/** What came of asking once: at least one of both. */
export interface Answer {
  readonly stop?: Stop;
  /** With a stop, as much as came before it. */
  readonly arrived?: Arrived;
}

/** OpenID Connect Discovery 1.0, section 4. */
const discoveryPath = '/.well-known/openid-configuration';

/**
 * Asks what needs no login until it is clear who answers. Where nothing tells, the first reply counts; what does not
 * arrive after it is passed over.
 *
 * @param ask for a path below the address that is looked at
 */
export async function whoAnswers(ask: (path: string) => Promise<Answer>): Promise<Pick<Sighting, 'stop' | 'reply'>> {
  let first: Sighting['reply'];
  for (const path of openPaths) {
    const { stop, arrived } = await ask(path);
    const reply = arrived && seenReply(arrived);
    if (stop !== undefined) return first === undefined ? { stop, ...(reply && { reply }) } : { reply: first };
    first ??= reply;
    if (reply?.from === 'orchestrator' || reply?.from === 'proxy') return { reply };
  }
  const { stop, arrived } = await ask(discoveryPath);
  if (stop === undefined && arrived !== undefined && isDiscovery(arrived.reply)) {
    const { apiVersion: _, ...reply } = seenReply(arrived);
    return { reply: { ...reply, from: 'identity-server' } };
  }
  return first === undefined ? {} : { reply: first };
}
