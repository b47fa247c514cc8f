import * as core from '@cuelight/core';
import { describe, it } from 'vitest';
import { followingContract } from '../../src/lifecycle-model/following-checks.js';
import { modelCheck } from '../../src/lifecycle-model/model-run.js';
import { startContract } from '../../src/lifecycle-model/start-checks.js';
import { createMemorySystem } from './memory-system.js';

const inMemory = async () => ({ subject: await createMemorySystem(core) });

followingContract('core, in memory', inMemory);
startContract('core, in memory', inMemory);

describe('core, in memory, against the model', () => {
  it(modelCheck.title, () => modelCheck.run(() => createMemorySystem(core)));
});
