import { type Question, seeMs, symptoms } from './question.js';

/** About the way to the server, causes before their consequences. */
export const wayQuestions = [
  {
    id: 'name-resolves',
    group: 'way',
    question: 'Does the name of the server resolve to an address here?',
    dependsOn: [],
    for: symptoms,
    withinMs: seeMs,
  },
  {
    id: 'address-allowed',
    group: 'way',
    question: 'May this service call that address?',
    dependsOn: ['name-resolves'],
    for: symptoms,
    withinMs: seeMs,
  },
  {
    id: 'host-reached',
    group: 'way',
    question: 'Do calls from here get through to the server, and its answers back?',
    dependsOn: ['address-allowed'],
    for: symptoms,
    guide: [1, 7],
    withinMs: seeMs,
  },
  {
    id: 'port-open',
    group: 'way',
    question: 'Does it accept connections on that port?',
    dependsOn: ['host-reached'],
    for: symptoms,
    guide: [2, 8],
    withinMs: seeMs,
  },
] as const satisfies readonly Question[];
