import { connectionStateMeanings } from '@cuelight/core';
import type { Answer } from '../api/call.js';

type Connection = Answer<'GET /v1/connections/{id}'>;

const looks = {
  connecting: 'wait',
  verified: 'pass',
  degraded: 'warn',
  unauthorized: 'fail',
  unreachable: 'fail',
  retired: 'skipped',
} as const;

/** How a connection is, in a word. */
export function Health({ status }: Pick<Connection, 'status'>) {
  return <span class={`badge badge-${looks[status]}`}>{status}</span>;
}

/** What that means to whoever uses the connection. */
export function healthMeaning({ status }: Pick<Connection, 'status'>): string {
  return connectionStateMeanings[status];
}

/** How Cuelight learns of the jobs of a connection. */
export function subscriptionMeaning({ subscription }: Pick<Connection, 'subscription'>): string {
  if (subscription.kind === 'webhook') {
    return subscription.isProven
      ? 'Orchestrator tells of every move of a job (webhook), and it has been seen to.'
      : 'Orchestrator is to tell of every move of a job (webhook); nothing has come yet.';
  }
  return subscription.why === 'no-public-url'
    ? 'Jobs are followed by reading: Cuelight has no public address at which Orchestrator could call.'
    : 'Jobs are followed by reading: Orchestrator refused to make a webhook.';
}
