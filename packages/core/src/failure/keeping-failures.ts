import type { FailureDoc } from './failure-doc.js';

/** The codes of keeping what Cuelight keeps: in the database, and in secret backends. */
export const keepingFailures = {
  'audit-log-damaged': {
    meaning:
      'The audit log was changed by hand: what it ends with is not what Cuelight added last. Nothing is changed that cannot be recorded.',
    remedy:
      'Look at what cuelight audit verify tells, and find out who changed the database. Restore a backup of it; until then starts and reads go on.',
  },
  'storage-unavailable': {
    meaning: 'The database of Cuelight cannot be used at the moment.',
    remedy: 'Check that the database runs, that its disk is writable and not full; then try again.',
  },
  'secret-unavailable': {
    meaning: 'The secret backend cannot be reached, or refuses access.',
    remedy: 'Check that the backend runs and that the service may use it; then try again.',
  },
  'secret-missing': {
    meaning: 'The secret backend, or the environment, does not have the secret that a record names.',
    remedy:
      'If detail names a variable, set it for every host and restart them. Else replace the credential of the connection; the secret of a webhook is made anew within 10 minutes; a secret of the service itself comes back only with a backup of the database.',
  },
  'secret-unreadable': {
    meaning:
      'A stored secret does not open: it was sealed for another owner, field or target; or it was altered or copied, and nothing tells which.',
    remedy:
      'Somebody changed the database, or the secret backend, by hand: restore a backup, or replace the credential of the connection; where it is the secret of a webhook, delete the connection and make it again.',
  },
  'secret-damaged': {
    meaning: 'A stored secret is where it belongs and does not open: it was altered or cut off.',
    remedy:
      'Look for a fault of the disk, or of a copy of the database. Restore a backup, or replace the credential of the connection; where it is the secret of a webhook, delete the connection and make it again.',
  },
  'secret-misplaced': {
    meaning:
      'A stored secret does not open where it is: it was copied there from another record, or from an earlier version.',
    remedy:
      'Somebody changed the database by hand: find out who. Restore a backup, or replace the credential of the connection; where it is the secret of a webhook, delete the connection and make it again.',
  },
  'host-lacks-master-key': {
    meaning: 'A host that is at work does not have the master key that is to encrypt from now on.',
    remedy:
      'Add the key to CUELIGHT_MASTER_KEYS, or its file, of every host named in detail and restart it; then repeat. A host that was killed counts as dead after 30 seconds.',
  },
  'rotation-under-way': {
    meaning: 'The master key is being rotated by this service, and another rotation has to wait.',
    remedy: 'Wait until it has ended, which GET /v1/secrets tells, then repeat.',
  },
  'master-key-still-needed': {
    meaning: 'The rotation has gone through all secrets, and some still need another master key.',
    remedy:
      'Keep that key. Mend what detail names, then rotate to the same key again; what no connection names is deleted by cuelight check --all --repair.',
  },
  'cut-short': {
    meaning: 'The service was stopped in the middle of it.',
    remedy: 'Repeat it once the service runs: it goes on where it was, and what was done stays done.',
  },
  'host-lacks-backend': {
    meaning: 'A host that is at work cannot read from the secret backend that secrets are to be moved to.',
    remedy:
      'Name the backend in CUELIGHT_SECRETS_ALSO of every host named in detail and restart it; then repeat. A host that was killed counts as dead after 30 seconds.',
  },
  'master-key-missing': {
    meaning: 'The master key that a stored secret was sealed with is not configured.',
    remedy:
      'Add the key with the id named in detail to CUELIGHT_MASTER_KEYS or its file; where a Key Vault holds it, enable that version there.',
  },
  'master-key-differs': {
    meaning: 'A master key that was given is another one than the database was used with under the same id.',
    remedy:
      'Give the key that other hosts have under that id, or restore it from the backup of the keys. A new key needs an id that no key of this database ever had.',
  },
} as const satisfies Record<string, FailureDoc>;
