import { type Answerer, isJsonObject, type SeenReply } from '@cuelight/core';
import { type HttpReply, isJsonReply, parseJsonText } from '../network/index.js';
import { toldVersion } from '../orchestrator-version/index.js';
import { clockAheadMs } from './clock-ahead.js';
import { redirectTarget } from './redirect-target.js';

/** A reply, or as much of it as came, and when. */
export interface Arrived {
  /** With an empty text where it broke off. */
  readonly reply: HttpReply;
  /** The address that was asked. */
  readonly asked: string;
  readonly sentMs: number;
  readonly receivedMs: number;
}

/** What is told of a reply to one of the open paths. */
export function seenReply({ reply, asked, sentMs, receivedMs }: Arrived): SeenReply {
  const { status, headers } = reply;
  const apiVersion = toldVersion(reply);
  const ahead = clockAheadMs(headers.date, sentMs, receivedMs);
  const redirectsTo = status >= 300 && status < 400 ? redirectTarget(headers.location, asked) : undefined;
  return {
    status,
    from: answererOf(reply, apiVersion),
    ...(apiVersion !== undefined && { apiVersion }),
    ...(ahead !== undefined && { clockAheadMs: ahead }),
    ...(redirectsTo !== undefined && { redirectsTo }),
  };
}

/** Whether it is the discovery document of an identity server (OpenID Connect Discovery 1.0, section 4.2). */
export function isDiscovery(reply: HttpReply): boolean {
  const document = reply.status === 200 && isJsonReply(reply) ? parseJsonText(reply.text) : undefined;
  return isJsonObject(document) && typeof document.issuer === 'string' && typeof document.token_endpoint === 'string';
}

/** Orchestrator tells its version on the page too with which it answers what it does not know. */
function answererOf(reply: HttpReply, apiVersion: number | undefined): Answerer {
  if (reply.status === 407) return 'proxy';
  if (isWebPage(reply)) return 'web-page';
  return apiVersion === undefined ? 'other' : 'orchestrator';
}

function isWebPage({ headers, text }: HttpReply): boolean {
  const type = headers['content-type'];
  return type === undefined
    ? /^\s*<(?:!doctype html|html)\b/i.test(text.slice(0, 1_000))
    : /^\s*(?:text\/html|application\/xhtml\+xml)\b/i.test(type);
}
