import type { Socket } from 'node:net';

/** Looks on while connections are made. */
export interface ConnectionWatch {
  /** The addresses of the name, before it is asked which of them may be called. Unguarded, nobody tells them here. */
  resolved(addresses: readonly string[]): void;
  /** A socket on which nothing has happened yet. */
  begun(socket: Socket): void;
}
