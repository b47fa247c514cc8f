/** Everything that the audit log records, each with what it means. Nothing else is ever recorded. */
export const auditActions = {
  connect: 'A connection is made',
  'rename-connection': 'A connection gets another name',
  'change-target': 'The credential of a connection is sent elsewhere from now on',
  'replace-credential': 'A connection gets another credential',
  'rotate-webhook-secret': 'The webhook of a connection gets another secret',
  disconnect: 'A connection is taken down, with the process references on it where that was asked for',
  'remove-connection': 'The service finishes taking down a connection, or one that was never wholly made',
  'keep-webhook': 'The service sets right the webhook of a connection, or the secrets of it',
  'create-app': 'An app is made',
  'rename-app': 'An app gets another name',
  'change-origins': 'The web pages of an app are those of other origins from now on',
  'delete-app': 'An app is deleted with its keys and process references',
  'create-key': 'An API key is made',
  'revoke-key': 'An API key is revoked',
  'bind-process': 'An app gets a process reference',
  'unbind-process': 'A process reference is taken from an app',
  'export-credential': 'The credential of a connection is read out, to be exported',
  'import-app': 'An app is made from an export',
  'import-connection': 'A connection is made from an export, with its process references',
  'import-process': 'An app gets a process reference from an export',
  'rotate-master-key': 'Another master key encrypts from now on, and opens every stored secret',
  'move-secrets': 'Every stored secret is moved to another backend',
} as const satisfies Record<string, string>;

/** What somebody did. */
export type AuditAction = keyof typeof auditActions;
