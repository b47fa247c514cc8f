import { type Finding, warning, warningOf } from '../diagnosis/finding.js';
import type { Failure } from '../failure/failure.js';

/** What it means that Orchestrator does not give a connection its webhook, or does not show it. */
export function refusedWebhook(failure: Failure): Finding {
  return failure.code === 'orchestrator-forbidden' ? warning('webhook-refused', failure.detail) : warningOf(failure);
}
