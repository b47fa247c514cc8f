/** What a failure means, and what its reader can do about it. */
export interface FailureDoc {
  readonly meaning: string;
  readonly remedy: string;
}

/** Every code with which Cuelight's core and adapters fail, with its meaning and remedy. */
export const failures = {
  'orchestrator-url-refused': {
    meaning: 'The address cannot be an Orchestrator that Cuelight may call.',
    remedy:
      'Give the address at which Orchestrator is opened in a browser: https, with its port, without user name, query or fragment.',
  },
  'origin-needs-admin': {
    meaning: 'No connection has its Orchestrator at this origin yet, and only an admin may name a new one.',
    remedy: 'Ask an admin to make the first connection to this Orchestrator.',
  },
  'identity-url-refused': {
    meaning: 'The address cannot be an identity server that Cuelight may call.',
    remedy:
      'Give the address below which /connect/token is: https, with its port, without user name, query or fragment. Leave identityUrl out when the identity server is on the host of Orchestrator, at /identity or /identity_.',
  },
  'identity-needs-admin': {
    meaning: 'The identity server is not on the host and port of Orchestrator, and only an admin may name such a one.',
    remedy: 'Leave identityUrl out, or ask an admin to make the connection.',
  },
  'target-needs-admin': {
    meaning: 'Only an admin may change where the credential of a connection is sent.',
    remedy: 'Ask an admin to change the target. The name alone may be changed by a designer.',
  },
  'environment-needs-admin': {
    meaning: 'Only an admin may have the secret of a credential read from the environment of the service.',
    remedy: 'Send the secret itself, or ask an admin to make the connection.',
  },
  'credential-required-with-new-target': {
    meaning: 'The target of a connection changes only together with its credential, which is never read back for it.',
    remedy: 'Send the full credential in the same request, also when it stays the same.',
  },
  'not-a-ca-certificate': {
    meaning: 'The PEM given to trust holds something other than currently valid CA certificates.',
    remedy:
      'Give the certificate of the authority that signed the server certificate (basicConstraints CA=TRUE), not the server certificate itself.',
  },
  'orchestrator-unreachable': {
    meaning: 'No connection to Orchestrator could be made: its name, port or network path does not work from here.',
    remedy: 'Check the address and port, and that a firewall lets this machine reach them.',
  },
  'egress-refused': {
    meaning:
      'This service may not call that address: CUELIGHT_EGRESS_ALLOW, or a rule that nothing changes, forbids it.',
    remedy:
      'If the address is right, the operator adds its host or network to CUELIGHT_EGRESS_ALLOW. The list replaces the default (public addresses, RFC 1918 and fc00::/7); link-local, multicast, unspecified and cloud metadata addresses are never called.',
  },
  'certificate-untrusted': {
    meaning: 'The certificate Orchestrator presented is not trusted, has expired, or names another host.',
    remedy:
      'Have Orchestrator present a certificate from an authority this connection trusts, or give that authority in trust.caPem.',
  },
  'self-signed-not-supported': {
    meaning: 'The certificate Orchestrator presented is signed by itself, so that nobody vouches for it.',
    remedy:
      'Have Orchestrator present a certificate from an internal CA, and give that CA in trust.caPem: a server certificate cannot be trusted by itself.',
  },
  'orchestrator-timeout': {
    meaning: 'Orchestrator did not answer in time.',
    remedy: 'Try again; if it stays, look at the load of Orchestrator and of the proxies before it.',
  },
  'call-cancelled': {
    meaning: 'Whoever wanted this of Orchestrator gave up before it had answered.',
    remedy: 'Ask again. What was being changed may have been changed all the same.',
  },
  'orchestrator-reply-unusable': {
    meaning: 'Something answered, but not as Orchestrator does: a web page, a broken or an oversized reply.',
    remedy:
      'Check that the address is that of Orchestrator itself, and that no proxy or sign-in page answers in its place.',
  },
  'orchestrator-throttled': {
    meaning:
      'Orchestrator, or a proxy before it, asks for fewer requests; or this service makes as many on the connection as it may.',
    remedy: 'Try again after the time in Retry-After.',
  },
  'orchestrator-unavailable': {
    meaning:
      'Orchestrator cannot work at the moment: maintenance, a restart, or an internal error; or it failed so often in a row that it is left alone for a moment.',
    remedy: 'Try again after the time in Retry-After; ask its administrator whether it is in maintenance mode.',
  },
  'credentials-refused': {
    meaning: 'Orchestrator refused the credential of the connection.',
    remedy:
      'Check that the address is that of Orchestrator, then the tenant and the credential: a user may be locked, or be a directory user that cannot sign in with a password; an external application may lack a scope; a token may have expired or been revoked. Then replace the credential of the connection.',
  },
  'orchestrator-forbidden': {
    meaning: 'The user of the connection lacks a permission for this call, or its token lacks a scope.',
    remedy:
      'Give the user a role with the permission named in detail, in the tenant or the folder; where detail names a scope, give that to the external application, and to the credential of the connection where it lists scopes, or make a personal access token that has it.',
  },
  'folder-not-accessible': {
    meaning: 'The folder does not exist, or the user of the connection has no access to it.',
    remedy:
      'Assign the user of the connection to the folder in Orchestrator, or bind the process again from its present folder.',
  },
  'folder-ambiguous': {
    meaning: 'The folder is not there under its key any longer, and several folders have its path.',
    remedy: 'Bind the process again from the folder that is meant; its path and key are listed with the folders.',
  },
  'orchestrator-refused': {
    meaning: 'Orchestrator refused the request for a reason of its own, given by its errorCode.',
    remedy:
      'Look the errorCode up in the response codes of the Orchestrator API guide. With errorCode 0, or none, check the address of the connection and the runtime asked for.',
  },
  'needs-local-robot': {
    meaning:
      'Orchestrator has no robot that could run this process for the user of the connection: it runs in a user’s own session (foreground or attended), or the robot asked for is not that user’s.',
    remedy:
      'Start the process on the user’s own computer, or have an Orchestrator administrator define an unattended robot on the user of the connection.',
  },
  'no-capacity': {
    meaning: 'All robots that may run this process already have pending jobs for it.',
    remedy:
      'Start it again when a pending job has begun or was stopped, or add unattended robots and runtimes to the folder.',
  },
  'no-unattended-robot': {
    meaning: 'No user in the folder has an unattended robot.',
    remedy:
      'An Orchestrator administrator assigns a user or robot account with an unattended robot to the folder, or the one that was asked for.',
  },
  'no-machine': {
    meaning: 'No machine in the folder has a runtime of the kind that the job needs.',
    remedy:
      'An Orchestrator administrator assigns a machine template with Unattended or NonProduction runtimes to the folder; for another runtime asked for, one that has it.',
  },
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
      'If detail names a variable, set it for every host and restart them. Else delete the connection and make it again with its credential; a secret of the service itself comes back only with a backup of the database.',
  },
  'secret-unreadable': {
    meaning:
      'A stored secret does not open: it was sealed for another owner, field or target; or it was altered or copied, and nothing tells which.',
    remedy:
      'Somebody changed the database, or the secret backend, by hand: restore a backup, or delete the connection and make it again.',
  },
  'secret-damaged': {
    meaning: 'A stored secret is where it belongs and does not open: it was altered or cut off.',
    remedy:
      'Look for a fault of the disk, or of a copy of the database. Restore a backup, or delete the connection and make it again.',
  },
  'secret-misplaced': {
    meaning:
      'A stored secret does not open where it is: it was copied there from another record, or from an earlier version.',
    remedy:
      'Somebody changed the database by hand: find out who. Restore a backup, or delete the connection and make it again.',
  },
  'host-lacks-master-key': {
    meaning: 'A host that is at work does not have the master key that is to encrypt from now on.',
    remedy:
      'Add the key to CUELIGHT_MASTER_KEYS, or its file, of every host named in detail and restart it; then repeat. A host that was killed is forgotten after 30 seconds.',
  },
  'host-lacks-backend': {
    meaning: 'A host that is at work cannot read from the secret backend that secrets are to be moved to.',
    remedy:
      'Name the backend in CUELIGHT_SECRETS_ALSO of every host named in detail and restart it; then repeat. A host that was killed is forgotten after 30 seconds.',
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

/** The code of a failure. */
export type FailureCode = keyof typeof failures;
