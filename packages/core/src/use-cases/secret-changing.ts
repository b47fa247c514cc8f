import type { Failure } from '../failure/failure.js';

/**
 * The failure of what cannot be done while the secret of a webhook changes.
 *
 * @param leftMs how long both secrets are valid still, in milliseconds
 */
export function secretChanging(connectionId: string, leftMs: number): Failure {
  return {
    code: 'webhook-secret-changing',
    detail: `The webhook secret of connection ${connectionId} was changed a moment ago.`,
    retryAfterMs: Math.max(leftMs, 1_000),
  };
}
