import type { AsyncCommand } from 'fast-check';
import type { Model, Real } from '../model.js';

/** A listener leaves. */
export function leave(listener: number): AsyncCommand<Model, Real> {
  return {
    check: ({ listeners }) => listeners[listener] !== undefined,
    async run(model, { listenings }) {
      listenings[listener]?.leave();
      model.listeners[listener] = undefined;
    },
    toString: () => `leave(listener ${listener})`,
  };
}
