import { createHostClient } from '@cuelight/adapters/host-client';
import { isFinal, type JobState, type JsonObject } from '@cuelight/core';
import type { StagedRunner } from '@cuelight/test-harness/contracts/staged-runner';
import { freePort } from '@cuelight/test-harness/free-port';
import { aWorld } from '../world/a-world.js';
import { aBoundApp } from '../world/set-up.js';

/** The host client of the real host, before the fake Orchestrator, whose jobs the contract moves. */
export async function aStagedRunner(options: Parameters<typeof aWorld>[0] = {}) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const world = await aWorld({ port, publicUrl: url, ...options });
  await world.host.start();
  const { app, processId, connectionId } = await aBoundApp(world);
  const { admin } = world.fake;
  const runner = createHostClient({ url, getToken: () => app.keys.runtime });
  const jobs = () =>
    admin.state().jobs.map(({ Key, State, InputArguments }) => ({
      jobKey: String(Key).toLowerCase(),
      state: State as JobState,
      input: JSON.parse(String(InputArguments ?? '{}')) as JsonObject,
    }));

  const stage: StagedRunner = {
    runner,
    processId,
    unknownProcess: { id: '01933f1e-0000-7000-8000-00000000dead', code: 'process-not-found' },
    unknownJobCode: 'job-not-found',
    patienceMs: 15_000,
    async move(jobKey, { state, output, info }) {
      admin.setJobState(jobKey, { state, output, info });
    },
    async obeyStop(jobKey) {
      const job = jobs().find((each) => each.jobKey === jobKey);
      if (job !== undefined && !isFinal(job.state)) admin.setJobState(jobKey, { state: 'Stopped' });
    },
    async lose() {
      await world.client().delete(`/v1/connections/${connectionId}?references=delete`);
    },
    async interrupt() {
      world.host.server.listener.closeAllConnections();
    },
    jobs: async () => jobs(),
  };
  return { ...world, app, processId, url, stage };
}
