import { systemClock } from '@cuelight/adapters/system';
import {
  type Clock,
  createRotateMasterKey,
  type Failure,
  fail,
  type RecordChange,
  type Result,
  type RotationOptions,
  type RotationReport,
} from '@cuelight/core';
import type { Storage } from '../storage/open-storage.js';
import { secretHolders } from '../storage/secret-holders.js';

/** What rotating works on. */
export type RotatingStorage = Pick<Storage, 'persistence' | 'secretBackends'>;

/** At most so many rows a second, so that the services on the database do not wait for it. */
export const rowsPerSecond = 500;

/** Of a host whose settings do not name the backend that master keys are for. */
export const noMasterKeys: Failure = {
  code: 'master-key-missing',
  detail: 'Master keys open the secrets of the backend local, which the settings do not name.',
};

/**
 * Rotates the master key of a database and records that, whoever asks for it: the command and the service do it alike.
 *
 * @param clock what the pace is kept by
 */
export async function rotateRecorded(
  { persistence, secretBackends }: RotatingStorage,
  to: string,
  record: RecordChange,
  { clock = systemClock, ...options }: RotationOptions & { readonly clock?: Clock } = {},
): Promise<Result<RotationReport, Failure>> {
  const { masterKeys } = secretBackends;
  if (masterKeys === undefined) return fail(noMasterKeys);
  const holders = secretHolders({ persistence });
  const rotate = createRotateMasterKey({ holders, masterKeys, backend: 'local', hosts: persistence.hosts, clock });
  return record('rotate-master-key', {}, () => rotate(to, { perSecond: rowsPerSecond, ...options }));
}
