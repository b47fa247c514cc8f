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

/** How a connection authenticates. One per connection, used at design time and at run time. */
export type Credential = PasswordCredential;
