import { type Question, seeMs, symptoms } from './question.js';

/** About what answers, causes before their consequences. */
export const orchestratorQuestions = [
  {
    id: 'http-answers',
    group: 'orchestrator',
    question: 'Does it answer requests?',
    dependsOn: ['certificate-trusted', 'certificate-current', 'certificate-names-host'],
    for: symptoms,
    withinMs: seeMs,
  },
  {
    id: 'orchestrator-in-service',
    group: 'orchestrator',
    question: 'Is it in service, and not in maintenance?',
    dependsOn: ['http-answers'],
    for: symptoms,
    withinMs: seeMs,
  },
  {
    id: 'orchestrator-answers',
    group: 'orchestrator',
    question: 'Is an Orchestrator at this very address, with this port and path?',
    dependsOn: ['orchestrator-in-service'],
    for: symptoms,
    guide: [3],
    withinMs: seeMs + 4_000,
  },
  {
    id: 'version-supported',
    group: 'orchestrator',
    question: 'Is it a version that this service knows?',
    dependsOn: ['orchestrator-answers'],
    for: symptoms,
    withinMs: seeMs,
  },
  {
    id: 'clock-agrees',
    group: 'orchestrator',
    question: 'Do its clock and the one of this machine agree?',
    dependsOn: ['http-answers'],
    for: symptoms,
    isAdvisory: true,
    withinMs: seeMs,
  },
] as const satisfies readonly Question[];
