import { join } from 'node:path';
import { type Failure, fail, type MasterKeys, type RecordChange } from '@cuelight/core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createRotations } from '../src/secrets/rotations.js';
import { readSettings } from '../src/settings/read-settings.js';
import { openStorage } from '../src/storage/open-storage.js';
import { aFolder } from './world/a-folder.js';
import { twoMasterKeys } from './world/a-held-rotation.js';

const gone: Failure = { code: 'secret-unavailable', detail: 'The database is gone.' };
const unrecorded: RecordChange = (_, __, change) => change();
const inUse = [
  { keyId: 'k1', secrets: 2 },
  { keyId: 'k2', secrets: 1 },
];

/** Rotations of a database of their own, with master keys that do otherwise in this. */
async function rotationsWith(otherwise: Partial<MasterKeys>) {
  const read = readSettings({
    CUELIGHT_DATABASE_URL: `sqlite:${join(await aFolder(), 'cuelight.db')}`,
    CUELIGHT_MASTER_KEYS: twoMasterKeys,
  });
  if (!read.ok) throw new Error(read.failure.join(' '));
  const opened = await openStorage(read.value.settings, 'migrate');
  if (!opened.ok) throw new Error(opened.failure.detail);
  onTestFinished(opened.value.close);
  const { persistence, secretBackends } = opened.value;
  if (secretBackends.masterKeys === undefined) throw new Error('it has no master keys');
  const masterKeys = { ...secretBackends.masterKeys, ...otherwise };
  const faults: unknown[] = [];
  const storage = { persistence, secretBackends: { ...secretBackends, masterKeys } };
  return { rotations: createRotations(storage, (fault) => faults.push(fault)), faults };
}

describe('a rotation of a running service', () => {
  it('that ended while the database was gone is told with what the keys open once it is back', async () => {
    const { rotations } = await rotationsWith({ inUse: async () => fail(gone) });

    await rotations.begin('k2', unrecorded);
    await rotations.stop();

    expect(rotations.last(inUse)).toMatchObject({ to: 'k2', state: 'failed', failure: gone, done: 1, total: 3 });
  });

  it('that met a bug has failed by it, which is told; one that it met before it began is the answer alone', async () => {
    const bug = new Error('a bug');
    let calls = 0;
    const later = await rotationsWith({
      async inUse() {
        calls += 1;
        if (calls === 1) throw bug;
        return fail(gone);
      },
    });
    const before = await rotationsWith({ activate: () => Promise.reject(bug) });

    await later.rotations.begin('k2', unrecorded);
    await later.rotations.stop();
    await expect(before.rotations.begin('k2', unrecorded)).rejects.toBe(bug);

    expect(later.rotations.last(inUse)).toMatchObject({ state: 'failed', failure: 'fault' });
    expect(later.faults).toEqual([bug]);
    expect(before.rotations.last(inUse)).toBeUndefined();
    expect(before.faults).toEqual([]);
  });

  it('is not begun by a service that ends', async () => {
    const { rotations } = await rotationsWith({});
    await rotations.stop();

    expect(await rotations.begin('k2', unrecorded)).toMatchObject({ failure: { code: 'cut-short' } });
    expect(rotations.last(inUse)).toBeUndefined();
  });
});
