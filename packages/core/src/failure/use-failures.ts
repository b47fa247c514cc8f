import type { FailureDoc } from './failure-doc.js';

/** The codes of using what there is. */
export const useFailures = {
  'connection-not-found': {
    meaning: 'There is no such connection.',
    remedy: 'List the connections and use an id from there.',
  },
  'connection-unreadable': {
    meaning: 'The record of the connection in the database holds what Cuelight never wrote there.',
    remedy:
      'Restore the column named in detail from a backup, or delete the row in the database and make the connection again. All other connections go on.',
  },
  'connection-not-usable': {
    meaning: 'The connection is still being made, or is being removed.',
    remedy: 'Wait until it is verified, or use another connection.',
  },
  'connection-in-use': {
    meaning: 'Apps still have process references on this connection.',
    remedy: 'Delete them first, or delete the connection with ?references=delete.',
  },
  'webhook-missing': {
    meaning: 'The connection has no webhook: its jobs are followed by reading.',
    remedy:
      'Set CUELIGHT_PUBLIC_URL and give the user of the connection the Webhooks permissions; within 10 minutes it has one.',
  },
  'webhook-secret-changing': {
    meaning: 'The webhook secret of the connection was changed a moment ago, and that change is not over yet.',
    remedy: 'Repeat the request after the time in Retry-After: until then the secret before it is valid as well.',
  },
  'check-failed': {
    meaning: 'A check of the connection failed; nothing was changed.',
    remedy: 'Read the diagnosis: its rootCause names the check, which carries the remedy.',
  },
  'not-diagnosed': {
    meaning: 'There is no diagnosis of it, or none yet.',
    remedy:
      'Ask for one: POST /v1/connections/{id}/check. One that was begun by a failed start is there within 20 seconds.',
  },
  'app-not-found': {
    meaning: 'There is no such app.',
    remedy: 'List the apps and use an id from there.',
  },
  'key-not-found': {
    meaning: 'The app has no such key.',
    remedy: 'List the keys of the app and use an id from there.',
  },
  'process-not-found': {
    meaning: 'There is no such process reference.',
    remedy: 'List the processes of the app and use an id from there.',
  },
  'release-not-found': {
    meaning: 'Orchestrator has no such process in that folder.',
    remedy:
      'List the processes of the folder and bind one of them; a process that was deleted or moved must be bound again.',
  },
  'process-version-changed': {
    meaning: 'The reference pins a package version, and the process in Orchestrator now has another one.',
    remedy: 'Set the process in Orchestrator back to the pinned version, or bind it again with the present one.',
  },
  'runs-locally': {
    meaning: 'This process runs on the user’s own computer; Orchestrator is not asked to start or follow it.',
    remedy: 'Start it in the browser through RobotJS, or bind the process with runOn "orchestrator".',
  },
  'job-not-found': {
    meaning: 'This process reference has no such job.',
    remedy: 'Use a jobKey that a start of this reference answered.',
  },
  'input-too-large': {
    meaning: 'The input is longer than the 10,000 characters Orchestrator accepts.',
    remedy: 'Pass large data by reference, such as a storage bucket path or a queue item.',
  },
  'idempotency-key-reused': {
    meaning: 'The same Idempotency-Key was used before with another input.',
    remedy: 'Use a new key for a new start, and the same key only to repeat the very same one.',
  },
  'start-in-progress': {
    meaning: 'A start with this Idempotency-Key is under way.',
    remedy: 'Repeat the request with the same key after the time in Retry-After.',
  },
  'start-outcome-unknown': {
    meaning:
      'Orchestrator was asked to start the job, but no answer came and the job was not found. It may or may not run.',
    remedy:
      'Repeat the request with the same Idempotency-Key: it answers with the job if there is one, and never starts a second.',
  },
  'too-many-watches': {
    meaning: 'This service follows as many jobs as it may.',
    remedy: 'Close event streams that nobody reads, or add another host.',
  },
  'changed-meanwhile': {
    meaning: 'Somebody else changed the same thing at the same time.',
    remedy: 'Read it again and repeat the change.',
  },
} as const satisfies Record<string, FailureDoc>;
