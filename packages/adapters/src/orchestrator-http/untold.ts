import { type Failure, type Result, succeed, type Untold } from '@cuelight/core';
import type { HttpReply } from '../network/index.js';

/**
 * Reads what a call tells, or says why it is not told: `unseen` when this credential may not ask, `unsupported` when this
 * Orchestrator has no such call, which it answers with 404, 405 or the page of its web application.
 */
export function toldOr<T>(
  outcome: Result<HttpReply, Failure>,
  read: (reply: HttpReply) => Result<T, Failure>,
): Result<T | Untold, Failure> {
  if (outcome.ok) return isWebPage(outcome.value) ? succeed('unsupported') : read(outcome.value);
  const untold = untoldBy(outcome.failure);
  return untold === undefined ? outcome : succeed(untold);
}

function untoldBy({ code, reply }: Failure): Untold | undefined {
  if (code === 'orchestrator-forbidden') return 'unseen';
  const isRefused = code === 'orchestrator-refused' || code === 'orchestrator-reply-unusable';
  return isRefused && (reply?.status === 404 || reply?.status === 405) ? 'unsupported' : undefined;
}

function isWebPage({ headers }: HttpReply): boolean {
  return /^text\/html\b/i.test(headers['content-type'] ?? '');
}
