import type { Notice } from '@cuelight/core';

/** What each kind of notice counts, as the documentation has it. A kind is a word of this program, never a text of others. */
export const noticeMeanings: Readonly<Record<Notice['kind'], string>> = {
  'webhook-received': 'verified deliveries that were understood',
  'webhook-not-understood': 'verified deliveries of a type or shape that this version does not know',
  'webhook-refused': 'deliveries whose signature did not verify',
  'observation-ignored': 'reports about a job that cannot be one',
  'job-read': 'calls that read followed jobs',
  contradicted: 'reports of a job that its lifecycle has no way to',
  'end-changed': 'jobs that were reported with another end than was told',
  'event-repaired': 'states learnt by reading that a webhook should have told',
  'not-followed': 'jobs that could not be followed because too many are',
  'read-failed': 'reads of followed jobs that failed',
  'folder-remapped': 'stored folders that turned out to be elsewhere',
  'start-doubled': 'starts that made several jobs',
  'clean-up-failed': 'leftovers that could not be removed yet',
  'webhook-repaired': 'webhooks in Orchestrator that were put right',
  'subscription-refused': 'webhooks that Orchestrator does not let a connection have',
  'upkeep-failed': 'webhooks that could not be seen to',
  'connection-unreadable': 'records of connections that cannot be read',
  'audit-outcome-missing': 'changes whose outcome is missing in the audit log',
  'connection-checked': 'diagnoses of connections',
  'webhook-refusal-explained': 'refused deliveries that were explained',
  'connection-moved': 'moves of connections from one state to another',
};

/** Every kind of notice. */
export const noticeKinds = Object.keys(noticeMeanings) as readonly Notice['kind'][];
