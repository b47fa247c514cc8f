import { createServer } from 'node:http';
import { listening, type OddServer } from './odd-server.js';

/** Speaks plain HTTP at a port that is taken for one of HTTPS. */
export function startPlainHttp(): Promise<OddServer> {
  return listening(
    createServer((_, response) => response.end()),
    'https',
  );
}
