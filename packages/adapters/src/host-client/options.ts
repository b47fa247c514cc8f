import type { Clock, Randomness } from '@cuelight/core';

/** How a Cuelight service is reached. */
export interface HostClientOptions {
  /** Where the service is, such as `https://cuelight.example`: https, or http on this machine itself. */
  readonly url: string;
  /**
   * Answers a short-lived token of the app: a page asks the server of its app, which holds the key. Asked at first use, and
   * again when the service refuses the last one, once for all requests that wait for it.
   */
  getToken(): string | Promise<string>;
  /** Default the one of the runtime. */
  readonly fetch?: typeof globalThis.fetch;
  /** Default the time of the runtime. */
  readonly clock?: Clock;
  /** For keys of starts and for jitter. Default the one of the runtime. */
  readonly randomness?: Pick<Randomness, 'id' | 'fraction'>;
  /**
   * For how long a request is repeated while the service is away or asks to wait, in milliseconds. A job that is followed
   * is followed for as long as somebody listens, however long the service is away.
   * @default 30,000
   */
  readonly patienceMs?: number;
}
