import type { OddServer } from './odd-server.js';
import { startRawReply } from './start-raw-reply.js';

/** What stands in the way of an Orchestrator, and answers in its place with a page of its own. */
export const oddPages = ['web-page', 'proxy-sign-in', 'captive-portal', 'redirect-loop', 'unavailable'] as const;

/**
 * `web-page`: of a proxy, with 200. `proxy-sign-in`: 407. `captive-portal`: sends everybody to its sign-in, with a secret in
 * the query. `redirect-loop`: to the same path again. `unavailable`: 503, of a load balancer.
 */
export type OddPage = (typeof oddPages)[number];

/** Answers every request with such a page. */
export function startOddPage(kind: OddPage): Promise<OddServer> {
  const page = '<!DOCTYPE html><html><title>Sign in</title></html>';
  const head = [`HTTP/1.1 ${heads[kind]}`, 'Content-Type: text/html', `Content-Length: ${page.length}`];
  return startRawReply(`${head.join('\r\n')}\r\nConnection: close\r\n\r\n${page}`);
}

const heads: Readonly<Record<OddPage, string>> = {
  'web-page': '200 OK',
  'proxy-sign-in': '407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="proxy"',
  'captive-portal': '302 Found\r\nLocation: https://user:secret@portal.example/sign-in?token=secret#there',
  'redirect-loop': '302 Found\r\nLocation: ?again',
  unavailable: '503 Service Unavailable',
};
