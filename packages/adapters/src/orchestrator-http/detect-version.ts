import { type Failure, fail, type Result, succeed } from '@cuelight/core';
import { openPaths, toldVersion } from '../orchestrator-version/index.js';
import type { Call } from './call.js';
import { unusableReply } from './reply.js';
import type { Transport } from './transport.js';

/**
 * Asks for the API version without a login. The first reply that tells it counts, by its header (a refusal carries it
 * too) or, behind a proxy that strips headers, by the build in its body.
 *
 * @returns `orchestrator-reply-unusable` when nothing tells it: then this is hardly an Orchestrator
 */
export async function detectVersion({ send }: Pick<Transport, 'send'>): Promise<Result<number, Failure>> {
  let last: Result<number, Failure> | undefined;
  for (const path of openPaths) {
    const call = openCall(path);
    const reply = await send(call);
    if (!reply.ok) return reply;
    const version = toldVersion(reply.value);
    if (version !== undefined) return succeed(version);
    last = fail(unusableReply(reply.value, call, 'it lacks the header api-supported-versions'));
  }
  if (last === undefined) throw new Error('there is nothing to ask');
  return last;
}

function openCall(path: string): Call {
  return { purpose: 'read the API version', needs: 'no permission', method: 'GET', path, isWrite: false };
}
