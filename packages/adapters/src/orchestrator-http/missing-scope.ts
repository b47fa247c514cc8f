import { isJsonObject } from '@cuelight/core';
import { type HttpReply, isJsonReply, parseJsonText } from '../network/index.js';
import type { Call } from './call.js';
import { textAt } from './members.js';

/**
 * Whether a 401 or 403 says that the token was accepted, and lacks a scope of OAuth. Without these words it cannot be told
 * from a token that was not accepted, or from a missing role. Sources: RFC 6750, 3.1; wordings measured by
 * UiPath-Services/UiPathOrch.
 */
export function lacksScope(reply: HttpReply): boolean {
  if (reply.status !== 401 && reply.status !== 403) return false;
  if (/(?:^|[\s,])error="?insufficient_scope\b/i.test(reply.headers['www-authenticate'] ?? '')) return true;
  const body = isJsonReply(reply) ? parseJsonText(reply.text) : undefined;
  const message = isJsonObject(body) ? textAt(body, 'errorMessage') : undefined;
  return message !== undefined && wordings.some((wording) => wording.test(message));
}

const wordings: readonly RegExp[] = [
  /^Scope\(s\) '[^']*' is\(are\) invalid\. Expect to have /,
  /^OAuth authorization failed\. '[^']*' scope not found\./,
];

/** The scope that a token needs for a call, in words. Source: UiPath Orchestrator API guide, "External Applications". */
export function neededScope({ path, method }: Pick<Call, 'path' | 'method'>): string {
  const scope = scopeOf.get(/^\/odata\/(\w+)/.exec(path)?.[1] ?? '');
  if (scope === undefined) return 'a scope that it lacks';
  return `the scope ${scope} or ${scope}.${method === 'GET' ? 'Read' : 'Write'}`;
}

const scopeOf: ReadonlyMap<string, string> = new Map([
  ['Folders', 'OR.Folders'],
  ['Releases', 'OR.Execution'],
  ['Jobs', 'OR.Jobs'],
  ['Webhooks', 'OR.Webhooks'],
]);
