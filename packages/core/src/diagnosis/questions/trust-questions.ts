import { type Question, seeMs, symptoms } from './question.js';

/** About its TLS and certificates, causes before their consequences. */
export const trustQuestions = [
  {
    id: 'tls-spoken',
    group: 'trust',
    question: 'Does it speak TLS there?',
    dependsOn: ['port-open'],
    for: symptoms,
    withinMs: seeMs,
  },
  {
    id: 'certificate-trusted',
    group: 'trust',
    question: 'Is the certificate it presents from an authority that is trusted here?',
    dependsOn: ['tls-spoken'],
    for: symptoms,
    withinMs: seeMs,
  },
  {
    id: 'certificate-current',
    group: 'trust',
    question: 'Is that certificate valid now?',
    dependsOn: ['tls-spoken'],
    for: symptoms,
    withinMs: seeMs,
  },
  {
    id: 'certificate-names-host',
    group: 'trust',
    question: 'Was it made for this host?',
    dependsOn: ['tls-spoken'],
    for: symptoms,
    withinMs: seeMs,
  },
] as const satisfies readonly Question[];
