import { isFinal, transitions } from '@cuelight/core';
import type { AsyncCommand } from 'fast-check';
import type { WebhookFate } from '../lifecycle-system.js';
import { expectLegal, type Model, type Real } from '../model.js';

/**
 * Orchestrator moves a job by the table; its webhook comes once, twice, late or never.
 *
 * @param choice which of the moves that the table has from there
 */
export function moveJob(job: number, choice: number, webhook: WebhookFate): AsyncCommand<Model, Real> {
  return {
    check({ jobs }) {
      const state = jobs[job];
      return state !== undefined && !isFinal(state);
    },
    async run(model, real) {
      const moves = transitions.filter(({ from }) => from === model.jobs[job]);
      const state = moves[choice % moves.length]?.to;
      const key = real.jobKeys[job];
      if (state === undefined || key === undefined) return;
      model.jobs[job] = state;
      await real.system.orchestrator.move(key, { state, ...(state === 'Successful' && { output: {} }) }, webhook);
      expectLegal(real);
    },
    toString: () => `move(job ${job}, choice ${choice}, webhook ${JSON.stringify(webhook)})`,
  };
}
