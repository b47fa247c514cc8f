import type { FailureDoc } from './failure-doc.js';

/** The codes of calling Orchestrator. */
export const orchestratorFailures = {
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
} as const satisfies Record<string, FailureDoc>;
