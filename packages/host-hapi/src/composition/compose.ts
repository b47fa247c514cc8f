import type { Cuelight } from '@cuelight/core';
import { createContainer, type Parts } from './create-container.js';
import { tokens } from './tokens.js';

/** Cuelight, put together. */
export interface Composed {
  readonly cuelight: Cuelight;
  /** Closes what was put together, in the reverse order. The parts stay open. Repeating it is harmless. */
  dispose(): Promise<void>;
}

/** Puts Cuelight together over the parts. Nobody else sees the container. */
export function compose(parts: Parts): Composed {
  const container = createContainer(parts);
  const orchestrator = container.get(tokens.orchestrator);
  const cuelight = container.get(tokens.cuelight);
  const closers = [() => orchestrator.close(), async () => cuelight.close()];
  let disposed: Promise<void> | undefined;

  return {
    cuelight,
    dispose() {
      disposed ??= closeAll(closers.reverse());
      return disposed;
    },
  };
}

async function closeAll(closers: readonly (() => Promise<void>)[]): Promise<void> {
  for (const close of closers) await close();
}
