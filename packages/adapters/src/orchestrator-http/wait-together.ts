import type { Failure, OrchestratorAccess, Result } from '@cuelight/core';
import { unlessCancelled } from './cancelled.js';

/**
 * Waits for what many may wait for, such as a token or the id of a folder: who gives up ends its own waiting, not what
 * is waited for.
 */
export function waitTogether<T>(
  access: OrchestratorAccess,
  origin: string,
  begin: (shared: OrchestratorAccess) => Promise<Result<T, Failure>>,
): Promise<Result<T, Failure>> {
  if (access.signal === undefined) return begin(access);
  const { signal, ...shared } = access;
  return unlessCancelled(signal, origin, begin(shared));
}
