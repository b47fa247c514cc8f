import { type Failure, fail, isJsonObject, type Result, succeed } from '@cuelight/core';
import { apiVersionOf } from './api-version.js';
import { apiVersionOfBuild } from './build-version.js';
import type { Call } from './call.js';
import type { HttpReply } from './exchange.js';
import { parseJsonText } from './json-text.js';
import { textAt } from './members.js';
import { isJsonReply, unusableReply } from './reply.js';
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
    const version = apiVersionOf(reply.value) ?? versionIn(reply.value);
    if (version !== undefined) return succeed(version);
    last = fail(unusableReply(reply.value, call, 'it lacks the header api-supported-versions'));
  }
  if (last === undefined) throw new Error('there is nothing to ask');
  return last;
}

const settings = '/odata/Settings/UiPath.Server.Configuration.OData.GetAuthenticationSettings';

/** Both forms of the function, since which of them is right is what is not known yet. */
const openPaths = [settings, `${settings}()`, '/api/Status/Version'] as const;

function openCall(path: string): Call {
  return { purpose: 'read the API version', needs: 'no permission', method: 'GET', path, isWrite: false };
}

function versionIn(reply: HttpReply): number | undefined {
  const body = isJsonReply(reply) ? parseJsonText(reply.text) : undefined;
  if (!isJsonObject(body)) return undefined;
  const { Keys: keys, Values: values } = body;
  const index = Array.isArray(keys) ? keys.indexOf('Build.Version') : -1;
  const build = Array.isArray(values) && index >= 0 ? values[index] : textAt(body, 'version');
  return typeof build === 'string' ? apiVersionOfBuild(build) : undefined;
}
