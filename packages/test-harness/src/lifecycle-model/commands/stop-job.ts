import { isFinal } from '@cuelight/core';
import type { AsyncCommand } from 'fast-check';
import { expectLegal, type Model, type Real } from '../model.js';

/** An app asks for a stop of a job that runs. */
export function stopJob(job: number, mode: 'soft' | 'kill'): AsyncCommand<Model, Real> {
  return {
    check: ({ jobs }) => jobs[job] === 'Running' || (jobs[job] === 'Stopping' && mode === 'kill'),
    async run(model, real) {
      const key = real.jobKeys[job];
      if (key === undefined) return;
      await real.system.stop(key, mode);
      // A job that cannot be read is not stopped either: whose it is is not known.
      const state = real.system.orchestrator.jobs().find((other) => other.key === key)?.state;
      if (state !== undefined && !isFinal(state)) model.jobs[job] = state;
      expectLegal(real);
    },
    toString: () => `stop(job ${job}, ${mode})`,
  };
}
