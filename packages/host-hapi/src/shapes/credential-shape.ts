import { type Credential, Secret } from '@cuelight/core';
import { z } from 'zod';
import { lineOfText } from './text.js';

const secretText = z.string().min(1).max(1_000);

/** Scopes as RFC 6749 (section 3.3) writes them. */
const scope = z
  .string()
  .max(2_000)
  .regex(/^[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*$/, 'must be scopes with one space between them')
  .describe('By default OR.Folders.Read OR.Execution.Read OR.Jobs OR.Webhooks');

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
      token: z
        .string()
        .min(1)
        .max(16_384)
        .regex(/^[\x21-\x7e]*$/, 'must be a token as it was shown, without spaces or line breaks'),
    }),
  ],
  { error: 'must be a credential of the kind "password", "client-credentials" or "personal-access-token"' },
);

/** Hides the secret of a credential that was sent. */
export function readCredential(sent: z.infer<typeof credentialShape>): Credential {
  switch (sent.kind) {
    case 'password':
      return { ...sent, password: new Secret(sent.password) };
    case 'client-credentials':
      return { ...sent, clientSecret: new Secret(sent.clientSecret) };
    case 'personal-access-token':
      return { ...sent, token: new Secret(sent.token) };
  }
}
