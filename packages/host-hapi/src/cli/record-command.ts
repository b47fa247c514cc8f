import type { RecordChange } from '@cuelight/core';
import { compose } from '../composition/compose.js';
import type { Storage } from '../storage/open-storage.js';

/** Makes a change that is no use case of one connection or app, which is recorded as one of the command line. */
export async function recordCommand<T>(storage: Storage, change: (record: RecordChange) => Promise<T>): Promise<T> {
  const { cuelight, dispose } = compose({ ...storage, notices: { notice() {} } });
  try {
    return await change(cuelight.as({ kind: 'command-line' }).record);
  } finally {
    await dispose();
  }
}
