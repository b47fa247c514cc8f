import type { Cuelight, ServiceSecrets } from '@cuelight/core';
import { createContainer, type Parts } from './create-container.js';
import { tokens } from './tokens.js';

/** Cuelight, put together. */
export interface Composed {
  readonly cuelight: Cuelight;
  readonly serviceSecrets: ServiceSecrets;
  /** The API version of a connection's Orchestrator, where a call of this process has learnt it. */
  apiVersionOf(connectionId: string): number | undefined;
  /** Closes what was put together, in the reverse order. The parts stay open. Repeating it is harmless. */
  dispose(): Promise<void>;
}

/** Puts Cuelight together over the parts. Nobody else sees the container. */
export function compose(parts: Parts): Composed {
  const container = createContainer(parts);
  const orchestrator = container.get(tokens.orchestrator);
  const cuelight = container.get(tokens.cuelight);
  let disposed: Promise<void> | undefined;

  return {
    cuelight,
    serviceSecrets: container.get(tokens.serviceSecrets),
    apiVersionOf: (connectionId) => orchestrator.apiVersionOf(connectionId),
    dispose() {
      disposed ??= close();
      return disposed;
    },
  };

  async function close(): Promise<void> {
    cuelight.close();
    await orchestrator.close();
  }
}
