import type { AsyncCommand } from 'fast-check';
import { expectLegal, type Model, type Real } from '../model.js';

/** Time passes. */
export function letTimePass(byMs: number): AsyncCommand<Model, Real> {
  return {
    check: () => true,
    async run(_, real) {
      await real.system.advance(byMs);
      expectLegal(real);
    },
    toString: () => `pass(${byMs} ms)`,
  };
}
