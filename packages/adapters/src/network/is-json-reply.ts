import type { HttpReply } from './exchange.js';

/**
 * Whether a reply says that it is JSON. Asked before parsing, since Orchestrator answers an unknown route with 200 and
 * the HTML of its user interface.
 */
export function isJsonReply(reply: HttpReply): boolean {
  return /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(reply.headers['content-type'] ?? '');
}
