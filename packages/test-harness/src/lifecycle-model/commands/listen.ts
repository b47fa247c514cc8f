import type { AsyncCommand } from 'fast-check';
import { expectLegal, type Model, type Real } from '../model.js';

/** Somebody begins to follow a job, for which it must be possible to read it. */
export function listen(job: number): AsyncCommand<Model, Real> {
  return {
    check: ({ jobs }) => job < jobs.length,
    async run(model, real) {
      const key = real.jobKeys[job];
      if (key === undefined) return;
      real.system.orchestrator.setReadable(true);
      real.listenings.push(await real.system.listen(key));
      model.listeners.push(job);
      expectLegal(real);
    },
    toString: () => `listen(job ${job})`,
  };
}
