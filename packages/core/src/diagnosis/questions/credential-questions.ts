import { type Question, quickMs, symptoms } from './question.js';

/** About the credential and its user, causes before their consequences. */
export const credentialQuestions = [
  {
    id: 'credential-readable',
    group: 'credential',
    question: 'Can this service read the credential of the connection where it is kept?',
    dependsOn: [],
    for: symptoms,
    withinMs: quickMs,
    lateCause: 'secret-unavailable',
  },
  {
    id: 'identity-answers',
    group: 'credential',
    question: 'Does the identity server answer that gives out access tokens?',
    dependsOn: ['orchestrator-answers', 'credential-readable'],
    for: symptoms,
    withinMs: quickMs,
  },
  {
    id: 'credentials-accepted',
    group: 'credential',
    question: 'Does Orchestrator accept the credential, for this tenant?',
    dependsOn: ['version-supported', 'identity-answers'],
    for: symptoms,
    guide: [4, 10],
    withinMs: quickMs,
  },
  {
    id: 'user-active',
    group: 'credential',
    question: 'Is there still an active user with this credential?',
    dependsOn: ['credentials-accepted'],
    for: symptoms,
    guide: [9],
    withinMs: quickMs,
  },
] as const satisfies readonly Question[];
