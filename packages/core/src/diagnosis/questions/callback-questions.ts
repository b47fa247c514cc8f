import { type Question, quickMs, symptoms } from './question.js';

/** About Orchestrator telling this service of jobs, causes before their consequences. */
export const callbackQuestions = [
  {
    id: 'callback-reachable',
    group: 'callback',
    question: 'Does Orchestrator reach this service, and trust its certificate?',
    dependsOn: ['credentials-accepted'],
    for: symptoms,
    isAdvisory: true,
    withinMs: quickMs,
  },
  {
    id: 'webhook-subscribed',
    group: 'callback',
    question: 'Has Orchestrator a webhook that tells this service of jobs?',
    dependsOn: ['credentials-accepted'],
    for: symptoms,
    isAdvisory: true,
    withinMs: quickMs,
  },
  {
    id: 'webhook-delivered',
    group: 'callback',
    question: 'Does a signed ping from Orchestrator arrive here?',
    dependsOn: ['webhook-subscribed'],
    for: symptoms,
    isAdvisory: true,
    withinMs: 12_000,
  },
] as const satisfies readonly Question[];
