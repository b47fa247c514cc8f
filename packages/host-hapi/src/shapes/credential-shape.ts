import { type GivenCredential, isCredentialVariable, Secret, type SecretFromEnvironment } from '@cuelight/core';
import { z } from 'zod';
import { lineOfText } from './text.js';

/** Scopes as RFC 6749 (section 3.3) writes them. */
const scope = z
  .string()
  .max(2_000)
  .regex(/^[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*$/, 'must be scopes with one space between them')
  .describe('By default OR.Folders.Read OR.Execution.Read OR.Jobs OR.Webhooks');

const fromEnvironment = z
  .strictObject({
    fromEnv: z
      .string()
      .refine(isCredentialVariable, 'must be the name of a variable that begins with CUELIGHT_CREDENTIAL_')
      .meta({ pattern: '^CUELIGHT_CREDENTIAL_[A-Za-z0-9_]{1,100}$' }),
  })
  .describe('Admins only: the variable of the service’s environment that holds it, read whenever it is used');

const secretText = secretOr(z.string().min(1).max(1_000));

/** How a connection authenticates, as it is sent to us; it is never shown. */
export const credentialShape = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('password'), username: lineOfText(256), password: secretText }),
    z.strictObject({
      kind: z.literal('client-credentials'),
      clientId: lineOfText(256),
      clientSecret: secretText,
      scope: scope.exactOptional(),
    }),
    z.strictObject({
      kind: z.literal('personal-access-token'),
      token: secretOr(
        z
          .string()
          .min(1)
          .max(16_384)
          .regex(/^[\x21-\x7e]*$/, 'must be a token as it was shown, without spaces or line breaks'),
      ),
    }),
  ],
  { error: 'must be a credential of the kind "password", "client-credentials" or "personal-access-token"' },
);

/** Hides the secret of a credential that was sent. */
export function readCredential(sent: z.infer<typeof credentialShape>): GivenCredential {
  switch (sent.kind) {
    case 'password':
      return { ...sent, password: readSecret(sent.password) };
    case 'client-credentials':
      return { ...sent, clientSecret: readSecret(sent.clientSecret) };
    case 'personal-access-token':
      return { ...sent, token: readSecret(sent.token) };
  }
}

function secretOr(text: z.ZodString) {
  return z.union([text, fromEnvironment], {
    error: ({ input }) =>
      input === undefined ? 'is required' : 'must be a text, or {"fromEnv": "CUELIGHT_CREDENTIAL_..."}',
  });
}

function readSecret(sent: string | SecretFromEnvironment): Secret | SecretFromEnvironment {
  return typeof sent === 'string' ? new Secret(sent) : sent;
}
