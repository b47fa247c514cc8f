import type { CancelSignal } from '@cuelight/core';
import { whenCancelled } from '../cancelling/index.js';
import { type Connecting, createConnector } from './connector.js';
import { callCancelledCode, callTimeoutCode } from './exchange.js';

/**
 * Makes one connection to an origin, up to the end of the handshake, and sends nothing over it. The watch has its socket, and is
 * to close it.
 *
 * @returns the error with which it failed or was given up, if it was
 */
export function connectOnce(
  origin: string,
  connecting: Connecting,
  signal: CancelSignal | undefined,
): Promise<Error | undefined> {
  const { host, hostname, port, protocol } = new URL(origin);
  return new Promise((resolve) => {
    const end = (code: string) => {
      clearTimeout(timer);
      stopWaiting();
      resolve(Object.assign(new Error('The connection was given up.'), { code }));
    };
    const timer = setTimeout(() => end(callTimeoutCode), connecting.connectMs);
    const stopWaiting = whenCancelled(signal, () => end(callCancelledCode));
    if (signal?.aborted) return end(callCancelledCode);
    const place = { host, hostname: hostname.replace(/^\[(.*)\]$/, '$1'), port, protocol };
    createConnector(origin, connecting)(place, (...[failure]) => {
      clearTimeout(timer);
      stopWaiting();
      resolve(failure ?? undefined);
    });
  });
}
