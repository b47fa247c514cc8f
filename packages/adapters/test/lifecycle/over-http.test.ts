import { followingContract } from '@cuelight/test-harness/lifecycle-model/following-checks';
import { modelRun } from '@cuelight/test-harness/lifecycle-model/model-run';
import { startContract } from '@cuelight/test-harness/lifecycle-model/start-checks';
import { startRun } from '@cuelight/test-harness/lifecycle-model/start-run';
import { describe, it } from 'vitest';
import { createHttpSystem } from './http-system.js';

const overHttp = async () => {
  const system = await createHttpSystem();
  return { subject: system, close: system.close };
};

followingContract('core over HTTP and the fake Orchestrator', overHttp);
startContract('core over HTTP and the fake Orchestrator', overHttp);

describe('core over HTTP and the fake Orchestrator', () => {
  it('tells every listener a legal walk to where the job is, whatever happens in whatever order', () =>
    modelRun(createHttpSystem, { numRuns: 6 }));

  it('makes at most one job for each key, whatever is refused, lost, late, repeated or asked at the same time', () =>
    startRun(createHttpSystem, { numRuns: 4 }));
});
