import { followingContract } from '@cuelight/test-harness/lifecycle-model/following-checks';
import { modelRun } from '@cuelight/test-harness/lifecycle-model/model-run';
import { startContract } from '@cuelight/test-harness/lifecycle-model/start-checks';
import { startRun } from '@cuelight/test-harness/lifecycle-model/start-run';
import { describe, expect, it } from 'vitest';
import { createHttpSystem, process } from './http-system.js';

const overHttp = async () => {
  const system = await createHttpSystem();
  return { subject: system, close: system.close };
};

followingContract('core over HTTP and the fake Orchestrator', overHttp);
startContract('core over HTTP and the fake Orchestrator', overHttp);

describe('core over HTTP and the fake Orchestrator', () => {
  it('follows an attended job, which Orchestrator reports without job.created, like any other', async () => {
    const system = await createHttpSystem();
    const { Key } = system.fake.admin.startAttendedJob({ releaseKey: process.releaseKey, username: 'ada' }) ?? {};
    await system.advance(0);

    const { events, hasEnded } = await system.listen(String(Key));
    await system.orchestrator.move(String(Key), { state: 'Successful', output: { out_Text: 'hello' } }, 'sent');
    await system.advance(2_000);

    const sent = system.fake.admin.deliveries().map(({ eventType }) => eventType);
    expect(sent).toEqual(['ping', 'job.started', 'job.completed']);
    expect(events).toMatchObject([
      { kind: 'snapshot', job: { jobKey: Key, state: 'Running' } },
      { kind: 'lifecycle', move: { from: 'Running', state: 'Successful', output: { out_Text: 'hello' } } },
    ]);
    expect(hasEnded()).toBe(true);
    await system.close();
  });

  it('tells every listener a legal walk to where the job is, whatever happens in whatever order', () =>
    modelRun(createHttpSystem, { numRuns: 6 }));

  it('makes at most one job for each key, whatever is refused, lost, late, repeated or asked at the same time', () =>
    startRun(createHttpSystem, { numRuns: 4 }));
});
