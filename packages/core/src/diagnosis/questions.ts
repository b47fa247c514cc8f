import type { CheckId } from './diagnosis.js';

/**
 * The questions, in the order they are asked, each with what it depends on. Source: UiPath Apps guide 2023.10,
 * "Validating the Configuration".
 */
export const questions: readonly {
  readonly id: CheckId;
  readonly question: string;
  readonly dependsOn: readonly CheckId[];
}[] = [
  {
    id: 'orchestrator-answers',
    question: 'Does an Orchestrator answer at this address and port?',
    dependsOn: [],
  },
  {
    id: 'certificate-trusted',
    question: 'Is the certificate it presents trusted here?',
    dependsOn: ['orchestrator-answers'],
  },
  {
    id: 'credentials-accepted',
    question: 'Are the credentials and the tenant right?',
    dependsOn: ['certificate-trusted'],
  },
  {
    id: 'folders-listed',
    question: 'May this user list folders?',
    dependsOn: ['credentials-accepted'],
  },
  {
    id: 'processes-listed',
    question: 'May this user list the processes of a folder?',
    dependsOn: ['folders-listed'],
  },
  {
    id: 'webhook-subscribed',
    question: 'May this user subscribe to job events?',
    dependsOn: ['credentials-accepted'],
  },
  {
    id: 'webhook-delivered',
    question: 'Does a signed ping from Orchestrator arrive here?',
    dependsOn: ['webhook-subscribed'],
  },
];
