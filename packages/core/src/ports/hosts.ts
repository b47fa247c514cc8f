import type { Failure } from '../failure/failure.js';
import type { Result } from '../result.js';

/** A process that works on the database, as it tells of itself. */
export interface Host {
  readonly id: string;
  /** Where it runs, in words a person can act on, such as `web-1, process 4711`. */
  readonly name: string;
  /** A service stays; a command ends by itself. */
  readonly kind: 'service' | 'command';
  /** The master keys it can open secrets with. */
  readonly masterKeyIds: readonly string[];
  /** The secret backends it can read from. */
  readonly secretBackends: readonly string[];
  /** By its own clock, in milliseconds since 1970. */
  readonly startedAtMs: number;
}

/** A host, and for how long nothing was heard of it, by the one clock of the database. */
export interface HeardHost extends Host {
  readonly silentForMs: number;
}

/** Who works on the database. Failures: `storage-unavailable`. */
export interface Hosts {
  /** Notes that a host lives, and what it has; asked again every few seconds. */
  beat(host: Host): Promise<Result<void, Failure>>;
  /** All that were heard of and did not leave, in the order of their id. Some of them may have died since. */
  list(): Promise<Result<readonly HeardHost[], Failure>>;
  /** Forgets a host; one that is not known is a success. */
  leave(id: string): Promise<Result<void, Failure>>;
}
