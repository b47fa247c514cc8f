import type { Secret } from './secret.js';
import type { SecretFromEnvironment } from './secret-from-environment.js';

/**
 * A local Orchestrator user, for `POST /api/Account/Authenticate`. Directory users usually cannot sign in this way
 * (UiPath Orchestrator API guide, "Authenticating").
 */
export interface PasswordCredential<S = Secret> {
  readonly kind: 'password';
  readonly username: string;
  readonly password: S;
}

/**
 * A confidential external application, for the OAuth grant `client_credentials` at the identity server (UiPath
 * Orchestrator API guide, "Accessing UiPath resources using external applications").
 */
export interface ClientCredential<S = Secret> {
  readonly kind: 'client-credentials';
  readonly clientId: string;
  readonly clientSecret: S;
  /** Scopes to ask for, with spaces between them. Absent, those that Cuelight's calls need are asked for. */
  readonly scope?: string;
}

/** A personal access token: sent as it is, never renewed. Its owner makes it, for at most a year. */
export interface PersonalAccessToken<S = Secret> {
  readonly kind: 'personal-access-token';
  readonly token: S;
}

/** How a connection authenticates. One per connection, used at design time and at run time. */
export type Credential<S = Secret> = PasswordCredential<S> | ClientCredential<S> | PersonalAccessToken<S>;

/** A credential as it is given and kept: its secret is there, or in the environment of the hosts. */
export type GivenCredential = Credential<Secret | SecretFromEnvironment>;

/** The one secret of a credential. */
export function secretOf<S>(credential: Credential<S>): S {
  switch (credential.kind) {
    case 'password':
      return credential.password;
    case 'client-credentials':
      return credential.clientSecret;
    case 'personal-access-token':
      return credential.token;
  }
}

/** The same credential with its secret in another form. */
export function withSecret<S>(credential: Credential<unknown>, secret: S): Credential<S> {
  switch (credential.kind) {
    case 'password':
      return { kind: credential.kind, username: credential.username, password: secret };
    case 'client-credentials': {
      const { kind, clientId, scope } = credential;
      return { kind, clientId, clientSecret: secret, ...(scope !== undefined && { scope }) };
    }
    case 'personal-access-token':
      return { kind: credential.kind, token: secret };
  }
}
