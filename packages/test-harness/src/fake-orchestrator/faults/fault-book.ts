import { createRuleBook, type RuleBook } from '../../fake-server/rule-book.js';
import type { ActiveFault, FaultRule } from './fault-rule.js';

/** The rules in force. Of several that apply, the oldest counts. */
export interface FaultBook extends Omit<RuleBook<FaultRule>, 'ruleFor'> {
  /** The fault for a request that has just arrived, if any. */
  forRequest(method: string, path: string): ActiveFault | undefined;
  /** The fault for an attempt to deliver a webhook, if any. */
  forWebhook(): ActiveFault | undefined;
}

/** A book without rules. */
export function createFaultBook(): FaultBook {
  const { ruleFor, ...book } = createRuleBook<FaultRule>();
  return {
    ...book,
    forRequest: (method, path) => ruleFor(`${method} ${path}`),
    forWebhook: () => ruleFor('webhook'),
  };
}
