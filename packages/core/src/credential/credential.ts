import type { Secret } from './secret.js';

/**
 * A local Orchestrator user, for `POST /api/Account/Authenticate`. Directory users usually cannot sign in this way
 * (UiPath Orchestrator API guide, "Authenticating").
 */
export interface PasswordCredential {
  readonly kind: 'password';
  readonly username: string;
  readonly password: Secret;
}

/**
 * A confidential external application, for the OAuth grant `client_credentials` at the identity server (UiPath
 * Orchestrator API guide, "Accessing UiPath resources using external applications").
 */
export interface ClientCredential {
  readonly kind: 'client-credentials';
  readonly clientId: string;
  readonly clientSecret: Secret;
  /** Scopes to ask for, with spaces between them. Absent, those that Cuelight's calls need are asked for. */
  readonly scope?: string;
}

/** A personal access token: sent as it is, never renewed. Its owner makes it, for at most a year. */
export interface PersonalAccessToken {
  readonly kind: 'personal-access-token';
  readonly token: Secret;
}

/** How a connection authenticates. One per connection, used at design time and at run time. */
export type Credential = PasswordCredential | ClientCredential | PersonalAccessToken;
