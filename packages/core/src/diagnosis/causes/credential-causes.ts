import type { CauseDoc } from './cause-doc.js';

const who = 'Orchestrator administrator';

/** What can be wrong with the credential, and with what its user may do. */
export const credentialCauses = {
  'identity-server-elsewhere': {
    check: 'identity-answers',
    meaning: 'No identity server answers where that of this Orchestrator should be.',
    remedy:
      'An Orchestrator administrator tells where /connect/token is; its address goes into identityUrl of the connection.',
    who,
  },
  'identity-server-unreachable': {
    check: 'identity-answers',
    meaning: 'The identity server, which gives out access tokens, cannot be reached or not be trusted.',
    remedy:
      'A network administrator lets this machine reach it, as Orchestrator itself; its certificate must be trusted as well. The evidence names what is wrong.',
    who: 'network administrator',
  },
  'identity-server-down': {
    check: 'identity-answers',
    meaning: 'The identity server, which gives out access tokens, does not answer as it should.',
    remedy:
      'An Orchestrator administrator checks that its web site runs, and looks into its log. The evidence names what is wrong.',
    who,
  },
  'password-refused': {
    check: 'credentials-accepted',
    meaning:
      'Orchestrator refuses the user name, the password or the tenant. It answers the same for a user who was deleted, deactivated, locked, or may not sign in with a password.',
    remedy:
      'An app designer signs in to Orchestrator itself with them, in this tenant. An Orchestrator administrator looks whether the user is there, active, unlocked (ten wrong passwords lock it for five minutes) and allowed basic authentication; then replace the credential of the connection.',
    who: 'app designer',
  },
  'password-not-allowed': {
    check: 'credentials-accepted',
    meaning: 'Orchestrator knows the user, but gives it no token for a password.',
    remedy:
      'An Orchestrator administrator allows basic authentication for this user, or makes a local user or an external application for the connection: directory users cannot sign in with a password.',
    who,
  },
  'no-password-sign-in': {
    check: 'credentials-accepted',
    meaning: 'This Orchestrator has no sign-in by user name and password.',
    remedy:
      'An Orchestrator administrator makes an external application; the connection then uses its client id and client secret.',
    who,
  },
  'client-refused': {
    check: 'credentials-accepted',
    meaning: 'The identity server does not know the client id, or refuses the client secret.',
    remedy:
      'An Orchestrator administrator compares the client id, and makes a new secret where the old one expired; then replace the credential of the connection.',
    who,
  },
  'client-not-allowed': {
    check: 'credentials-accepted',
    meaning: 'The identity server does not let this external application sign in by itself.',
    remedy: 'An Orchestrator administrator makes it a confidential application, and enables it.',
    who,
  },
  'scope-refused': {
    check: 'credentials-accepted',
    meaning: 'The identity server does not grant a scope that was asked for.',
    remedy:
      'An Orchestrator administrator gives the external application the application scopes that the credential names, or OR.Folders.Read OR.Execution.Read OR.Jobs OR.Webhooks where it names none.',
    who,
  },
  'token-refused': {
    check: 'credentials-accepted',
    meaning: 'Orchestrator does not accept the access token: it has expired, was revoked, or is of another tenant.',
    remedy: 'Its owner makes a new one in Orchestrator, in this tenant; then replace the credential of the connection.',
    who: 'app designer',
  },
  'tenant-refused': {
    check: 'credentials-accepted',
    meaning: 'The credential is good, but Orchestrator does not accept it for this tenant.',
    remedy: 'An app designer compares the name of the tenant with the one that the sign-in of Orchestrator shows.',
    who: 'app designer',
  },
  'user-inactive': {
    check: 'user-active',
    meaning: 'The user of the connection has been deactivated.',
    remedy:
      'An Orchestrator administrator activates it, or the credential of the connection is replaced by that of another user.',
    who,
  },
  'folders-forbidden': {
    check: 'folders-listed',
    meaning: 'The user may not list folders, or the token lacks the scope for it.',
    remedy:
      'An Orchestrator administrator gives the user a role with the permission named as evidence; an external application needs the scope.',
    who,
  },
  'no-folders': {
    check: 'folders-listed',
    meaning: 'The user is in no folder.',
    remedy: 'An Orchestrator administrator assigns this user to the folders whose processes are to be used.',
    who,
  },
  'processes-forbidden': {
    check: 'processes-listed',
    meaning: 'The user may not list the processes of the folder, or the token lacks the scope for it.',
    remedy:
      'An Orchestrator administrator gives the user a role in the folder with the permission named as evidence; an external application needs the scope.',
    who,
  },
  'folder-empty': {
    check: 'processes-listed',
    meaning: 'There is no process in the folder.',
    remedy:
      'An Orchestrator administrator makes a process in the folder from the package, or the user is assigned to the folder that has it.',
    who,
  },
  'start-forbidden': {
    check: 'start-permitted',
    meaning: 'The user lacks a permission for jobs in the folder.',
    remedy: 'An Orchestrator administrator gives the user a role in the folder with the permissions named as evidence.',
    who,
  },
} as const satisfies Record<string, CauseDoc>;
