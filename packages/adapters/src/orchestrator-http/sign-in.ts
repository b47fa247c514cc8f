import { type Failure, fail, type OrchestratorAccess, type Result, succeed } from '@cuelight/core';
import { apiVersionOf } from '../orchestrator-version/index.js';
import { type AccessToken, isTokenText } from './access-token.js';
import { explainSignIn } from './explain-sign-in.js';
import { createIdentityServer } from './identity-server.js';
import type { OrchestratorHttpLimits } from './options.js';
import { signInAsClient } from './sign-in-as-client.js';
import { signInWithPassword } from './sign-in-with-password.js';
import type { Transport } from './transport.js';

/** What a successful sign-in brings. */
export interface SignedInReply {
  readonly token: AccessToken;
  /** Where Orchestrator itself gave the token and said it. */
  readonly apiVersion?: number;
}

/** Signing in to one target, with whatever credential. */
export interface SignIn {
  /** Gets an access token for the credential of `access`. Asks once; nothing of it is repeated. */
  signIn(access: OrchestratorAccess): Promise<Result<SignedInReply, Failure>>;
  /** Closes the sockets that were needed for it. */
  close(): Promise<void>;
}

/** Signing in by the Orchestrator behind `transport`, and by the identity server that belongs to it. */
export function createSignIn(
  target: OrchestratorAccess['target'],
  transport: Transport,
  limits: OrchestratorHttpLimits,
): SignIn {
  const identity = createIdentityServer(target, limits);

  return {
    async signIn(access) {
      const credential = await access.credential();
      if (!credential.ok) return credential;
      switch (credential.value.kind) {
        case 'password': {
          const got = await signInWithPassword(transport, target.tenant, credential.value);
          if (!got.ok) return fail(await explainSignIn(transport, target.orchestratorUrl, got.failure));
          const apiVersion = apiVersionOf(got.value.reply);
          return succeed({ token: got.value.token, ...(apiVersion !== undefined && { apiVersion }) });
        }
        case 'client-credentials': {
          const token = await signInAsClient(identity, credential.value);
          return token.ok ? succeed({ token: token.value }) : token;
        }
        case 'personal-access-token': {
          const { token: secret } = credential.value;
          if (!isTokenText(secret.reveal())) return fail(noToken);
          const token = { secret, lifetimeMs: Number.POSITIVE_INFINITY, isRenewable: false, isOfTenant: false };
          return succeed({ token });
        }
      }
    },
    close: () => identity.close(),
  };
}

const noToken: Failure = {
  code: 'credentials-refused',
  cause: 'token-refused',
  detail: 'The personal access token holds a character that no token has, such as a space or a line break.',
};
