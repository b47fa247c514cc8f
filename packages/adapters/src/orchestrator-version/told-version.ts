import { isJsonObject } from '@cuelight/core';
import { type HttpReply, isJsonReply, parseJsonText } from '../network/index.js';
import { apiVersionOf } from './api-version.js';
import { apiVersionOfBuild } from './build-version.js';

/**
 * The highest API version that a reply to one of the open paths tells: by its header (a refusal carries it too) or,
 * behind a proxy that strips headers, by the build in its body. Undefined when it tells none.
 */
export function toldVersion(reply: HttpReply): number | undefined {
  return apiVersionOf(reply) ?? versionIn(reply);
}

function versionIn(reply: HttpReply): number | undefined {
  const body = isJsonReply(reply) ? parseJsonText(reply.text) : undefined;
  if (!isJsonObject(body)) return undefined;
  const { Keys: keys, Values: values } = body;
  const index = Array.isArray(keys) ? keys.indexOf('Build.Version') : -1;
  const build = Array.isArray(values) && index >= 0 ? values[index] : body.version;
  return typeof build === 'string' ? apiVersionOfBuild(build) : undefined;
}
