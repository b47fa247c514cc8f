import type { AsyncCommand } from 'fast-check';
import type { Model, Real } from '../model.js';

/** From now on jobs cannot be read, or can be again. */
export function breakReading(isReadable: boolean): AsyncCommand<Model, Real> {
  return {
    check: () => true,
    async run(_, { system }) {
      system.orchestrator.setReadable(isReadable);
    },
    toString: () => (isReadable ? 'readable' : 'unreadable'),
  };
}
