import { isIP, type Socket } from 'node:net';
import { type DetailedPeerCertificate, TLSSocket } from 'node:tls';
import { type ConnectionWatch, codeOf } from '../network/index.js';
import { isAlert } from './is-alert.js';

/** The step that a look is at: finding the name, making the connection, TLS, HTTP. */
export type Stage = 'name' | 'connection' | 'tls' | 'http';

/** How near a look came to a server. */
export interface Approach {
  /** What it was made for. */
  readonly host: string;
  readonly watch: ConnectionWatch;
  /** The step that was begun last; there is no way back. */
  stage(): Stage;
  addresses(): readonly string[];
  /** The two ends of the first connection that was made, with their ports. */
  connection(): { readonly from: string; readonly to: string } | undefined;
  /** When HTTP could begin on it. */
  readyMs(): number | undefined;
  /** What the server presented first, accepted or not. */
  leaf(): DetailedPeerCertificate | undefined;
  /** The alert of TLS with which the server refused, whatever else the socket said afterwards. */
  alert(): Error | undefined;
  /** Closes every connection, those that are being made included. */
  close(): void;
}

/** A name may resolve to any number of addresses; so many are told. */
const mostAddresses = 16;

/**
 * Watches the connections to a host.
 *
 * @param hostname as in a URL: an IPv6 address in brackets
 */
export function createApproach(hostname: string, nowMs: () => number): Approach {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  const addresses = new Set(isIP(host) === 0 ? [] : [host]);
  const sockets = new Set<Socket>();
  let stage: Stage = isIP(host) === 0 ? 'name' : 'connection';
  let connection: ReturnType<Approach['connection']>;
  let readyMs: number | undefined;
  let leaf: DetailedPeerCertificate | undefined;
  let alert: Error | undefined;

  const reach = (next: Stage) => {
    if (stages.indexOf(next) <= stages.indexOf(stage)) return;
    stage = next;
    if (stage === 'http') readyMs = nowMs();
  };
  const add = (address: string) => {
    if (addresses.size < mostAddresses) addresses.add(address);
  };

  return {
    host,
    watch: {
      resolved(found) {
        found.forEach(add);
      },
      begun(socket) {
        sockets.add(socket);
        socket.once('close', () => sockets.delete(socket));
        socket.on('lookup', (error, address) => {
          if (error instanceof Error || typeof address !== 'string') return;
          add(address);
          reach('connection');
        });
        socket.once('connect', () => {
          connection ??= {
            from: endOf(socket.localAddress, socket.localPort),
            to: endOf(socket.remoteAddress, socket.remotePort),
          };
          reach(socket instanceof TLSSocket ? 'tls' : 'http');
        });
        if (!(socket instanceof TLSSocket)) return;
        // Before Node's own listener, which verifies them: a socket forgets them once it failed.
        socket.prependOnceListener('secure', () => {
          leaf ??= socket.getPeerCertificate(true);
        });
        socket.once('secureConnect', () => reach('http'));
        socket.on('error', (error) => {
          if (isAlert(codeOf(error))) alert ??= error;
        });
      },
    },
    stage: () => stage,
    addresses: () => [...addresses],
    connection: () => connection,
    readyMs: () => readyMs,
    leaf: () => leaf,
    alert: () => alert,
    close() {
      for (const socket of sockets) socket.destroy(new Error('The look is over.'));
    },
  };
}

const stages: readonly Stage[] = ['name', 'connection', 'tls', 'http'];

function endOf(address: string | undefined, port: number | undefined): string {
  if (address === undefined) return 'unknown';
  return `${isIP(address) === 6 ? `[${address}]` : address}:${port ?? 0}`;
}
