import { Socket } from 'node:net';
import type { buildConnector } from 'undici';
import type { ConnectionWatch } from './connection-watch.js';

/** The same connector, with somebody who looks on. */
export function watched(
  connect: buildConnector.connector,
  watch: Pick<ConnectionWatch, 'begun'> | undefined,
): buildConnector.connector {
  if (watch === undefined) return connect;
  return (options, callback) => {
    // undici answers the socket, although its types do not say so.
    const socket: unknown = connect(options, callback);
    if (socket instanceof Socket) watch.begun(socket);
    return socket;
  };
}
