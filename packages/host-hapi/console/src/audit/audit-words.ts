import type { AuditAction } from '@cuelight/core';
import type { Answer } from '../api/call.js';

/** An entry of the audit log. */
export type AuditEntry = Answer<'GET /v1/audit'>['items'][number];

/** What somebody did, for people; every action there is. */
const actionWords: Readonly<Record<AuditAction, string>> = {
  connect: 'Make a connection',
  'rename-connection': 'Give a connection another name',
  'change-target': 'Send the credential of a connection elsewhere',
  'replace-credential': 'Replace the credential of a connection',
  'rotate-webhook-secret': 'Give the webhook of a connection another secret',
  disconnect: 'Take a connection down',
  'remove-connection': 'Finish taking a connection down',
  'keep-webhook': 'Set the webhook of a connection right',
  'create-app': 'Make an app',
  'rename-app': 'Give an app another name',
  'change-origins': 'Let web pages of other origins call for an app',
  'delete-app': 'Delete an app with its keys and processes',
  'create-key': 'Make an API key',
  'revoke-key': 'Revoke an API key',
  'bind-process': 'Give an app a process',
  'unbind-process': 'Take a process from an app',
  'export-credential': 'Read out the credential of a connection, to export it',
  'import-app': 'Make an app from an export',
  'import-connection': 'Make a connection from an export',
  'import-process': 'Give an app a process from an export',
  'rotate-master-key': 'Rotate the master key',
  'move-secrets': 'Move every secret to another backend',
};

/** What an entry tells of; an action of another version of Cuelight, or one that was altered, by its own word. */
export function wordsOfAction(action: string): string {
  return isAction(action) ? actionWords[action] : action;
}

/** What became of it, in a word of ours, and what the log adds to that. */
export function outcomeOf({ phase, code }: Pick<AuditEntry, 'phase' | 'code'>): {
  readonly look: 'pass' | 'fail' | 'warn';
  readonly word: string;
  readonly detail: string | undefined;
} {
  if (phase === 'done') return { look: 'pass', word: 'done', detail: code };
  if (phase === 'failed') return { look: 'fail', word: 'failed', detail: code };
  if (phase === 'begun') return { look: 'warn', word: 'no outcome yet', detail: code };
  return { look: 'warn', word: 'not understood', detail: phase };
}

/** The entries without the beginnings of which the outcome is among them: one line for each change. */
export function changesIn(entries: readonly AuditEntry[]): readonly AuditEntry[] {
  const told = new Set(entries.map(({ begunSeq }) => begunSeq));
  return entries.filter(({ seq }) => !told.has(seq));
}

function isAction(action: string): action is AuditAction {
  return Object.hasOwn(actionWords, action);
}
