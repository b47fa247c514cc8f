import type { Server } from '@hapi/hapi';
import type { ConsoleFile } from './console-files.js';

/**
 * What the page of the console may do: run and show what comes from this service, and call it and the robot of the computer
 * that the page is open on. Nothing inline, nothing from elsewhere, no frame around it, no form that a browser sends by itself,
 * no text that becomes markup.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  // The robot of whoever looks listens at two ports of the own computer, of which the second changes.
  "connect-src 'self' http://localhost:*",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

const headers = {
  'content-security-policy': policy,
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  vary: 'accept-encoding',
} as const;

/** Serves the console to anybody: it holds nothing but itself, and shows nothing before somebody has signed in. */
export function mountConsole(server: Server, files: readonly ConsoleFile[]): void {
  for (const { path, type, bytes, gzipped, tag, isForever } of files) {
    server.route({
      method: 'GET',
      path,
      handler({ headers: asked }, h) {
        const takesGzip = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(String(asked['accept-encoding'] ?? ''));
        const response = h.response(takesGzip ? gzipped : bytes).type(type);
        response.etag(takesGzip ? `${tag}-gzip` : tag, { vary: false, weak: false });
        response.header('cache-control', isForever ? 'public, max-age=31536000, immutable' : 'no-cache');
        if (takesGzip) response.header('content-encoding', 'gzip');
        for (const [name, value] of Object.entries(headers)) response.header(name, value);
        return response;
      },
    });
  }
}
