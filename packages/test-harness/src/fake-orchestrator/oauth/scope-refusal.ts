import type { ApiRequest } from '../http/api-request.js';
import { cloudPathOf } from '../http/cloud-path.js';
import { jsonReply, type Reply } from '../http/reply.js';
import type { Site } from '../site.js';
import { defaultScope, grantsOneOf, scopesNeeded } from './scopes.js';

/**
 * Refuses a call with 403 when its token has scopes, but none that the call needs; `undefined` when it is not for scopes
 * to refuse it. Source of the wording: measured by UiPath-Services/UiPathOrch.
 */
export function scopeRefusal({ sessions, profile }: Site, { method, path, headers }: ApiRequest): Reply | undefined {
  const granted = sessions.of(headers.authorization)?.scopes;
  const needed = scopesNeeded(method, (profile.hasCloudPaths ? cloudPathOf(path)?.rest : undefined) ?? path);
  if (granted === undefined || needed === undefined) return undefined;
  if (needed === 'forbidden') return jsonReply(403, { errorMessage: 'OAuth authentication is not supported' });
  if (grantsOneOf(granted, [...needed, defaultScope])) return undefined;
  const expected = needed.map((scope) => `'${scope}'`).join(' or ');
  const errorMessage = `Scope(s) '${granted.join(',')}' is(are) invalid. Expect to have ${expected}. `;
  return jsonReply(403, { errorMessage });
}
