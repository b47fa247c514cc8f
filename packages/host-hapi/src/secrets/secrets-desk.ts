import { type Clock, type Failure, fail, type RecordChange, type Result, succeed } from '@cuelight/core';
import type { RotatingStorage } from './rotate-recorded.js';
import { createRotations } from './rotations.js';
import { type SecretsOverview, secretsOverview } from './secrets-overview.js';

/** What an admin sees of the secrets of a service, and does about its master keys. */
export interface SecretsDesk {
  overview(): Promise<Result<SecretsOverview, Failure>>;
  /** Begins a rotation to a master key, recorded as of whoever asked; answers once that key encrypts. */
  rotate(to: string, record: RecordChange): Promise<Result<void, Failure>>;
  /** Ends a rotation that is under way after the row it is at; begun again, it goes on there. */
  stop(): Promise<void>;
}

/** Makes it. @param onFault told of a bug that has ended a rotation */
export function createSecretsDesk(
  storage: RotatingStorage,
  onFault: (error: unknown) => void,
  clock?: Clock,
): SecretsDesk {
  const rotations = createRotations(storage, onFault, clock);
  return {
    overview: () => secretsOverview(storage, rotations),
    rotate: rotations.begin,
    stop: rotations.stop,
  };
}

/** Of a host that was given secrets without being told where they are. */
export const unknownSecrets: SecretsDesk = {
  overview: async () => succeed({ backends: [], hosts: [] }),
  rotate: async () => fail({ code: 'master-key-missing', detail: 'This host does not know of any master key.' }),
  stop: async () => {},
};
