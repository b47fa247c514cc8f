import * as core from '@cuelight/core';
import { describe, it } from 'vitest';
import { followingContract } from '../../src/lifecycle-model/following-checks.js';
import { modelRun } from '../../src/lifecycle-model/model-run.js';
import { startContract } from '../../src/lifecycle-model/start-checks.js';
import { startRun } from '../../src/lifecycle-model/start-run.js';
import { createMemorySystem } from './memory-system.js';

const inMemory = () => createMemorySystem(core);

followingContract('core, in memory', async () => ({ subject: await inMemory() }));
startContract('core, in memory', async () => ({ subject: await inMemory() }));

describe('core, in memory', () => {
  it('tells every listener a legal walk to where the job is, whatever happens in whatever order', () =>
    modelRun(inMemory, { numRuns: 100 }));

  it('makes at most one job for each key, whatever is refused, lost, late, repeated or asked at the same time', () =>
    startRun(inMemory, { numRuns: 50 }));
});
