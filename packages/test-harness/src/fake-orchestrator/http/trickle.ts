import type { ServerResponse } from 'node:http';
import type { VirtualClock } from '../clock/virtual-clock.js';

/** In how many pieces a slow body is sent. */
const mostPieces = 20;

/**
 * Sends a body piece by piece: the first at once, the last after `overMs` on the virtual clock. The headers have been
 * set, but not sent. When the fake is reset meanwhile, the connection is closed.
 */
export function trickle(response: ServerResponse, body: string, overMs: number, clock: VirtualClock): void {
  const bytes = Buffer.from(body);
  const size = Math.max(1, Math.ceil(bytes.length / mostPieces));
  const pieces = Math.ceil(bytes.length / size);
  const drop = (): void => {
    response.destroy();
  };
  clock.stopped.addEventListener('abort', drop, { once: true });
  response.once('close', () => clock.stopped.removeEventListener('abort', drop));

  function send(index: number): void {
    if (response.destroyed) return;
    const piece = bytes.subarray(index * size, (index + 1) * size);
    if (index + 1 >= pieces) {
      response.end(piece);
      return;
    }
    response.write(piece);
    clock.after(overMs / (pieces - 1), () => send(index + 1));
  }
  send(0);
}
