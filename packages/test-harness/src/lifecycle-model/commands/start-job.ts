import type { AsyncCommand } from 'fast-check';
import { expectValue } from '../../contracts/expect-value.js';
import type { Model, Real } from '../model.js';

/** An app starts a job. */
export function startJob(): AsyncCommand<Model, Real> {
  return {
    check: () => true,
    async run(model, { system, jobKeys }) {
      const { job } = expectValue(await system.start());
      jobKeys.push(job.jobKey);
      model.jobs.push('Pending');
    },
    toString: () => 'start',
  };
}
