import { openWithPassphrase, type SealingOptions, sealWithPassphrase } from '@cuelight/adapters/sealing/age';
import {
  type ConnectionTarget,
  canonicalJson,
  credentialToText,
  type ExportedConnection,
  fail,
  type GivenCredential,
  isJsonObject,
  type Result,
  Secret,
  succeed,
} from '@cuelight/core';
import { z } from 'zod';
import { credentialShape, readCredential } from '../shapes/credential-shape.js';
import { idText } from '../shapes/text.js';
import { targetShape } from './export-file.js';

/**
 * What is sealed: each credential with the target it is for. The rest of a file can be edited by anybody, and whoever
 * imports it must not send a credential elsewhere than it was sent before.
 */
const sealedShape = z.strictObject({
  format: z.literal('cuelight-credentials'),
  credentials: z.array(z.strictObject({ connectionId: idText, target: targetShape, credential: credentialShape })),
});

/** A credential, and the connection it is of. */
export interface ExportedCredential {
  readonly connection: ExportedConnection;
  readonly credential: GivenCredential;
}

/** Seals credentials, each for the target of its connection alone. */
export function sealCredentials(
  credentials: readonly ExportedCredential[],
  passphrase: Secret,
  options?: SealingOptions,
): Promise<string> {
  const members = credentials.map(({ connection, credential }) => ({
    connectionId: connection.id,
    target: connection.target,
    credential: JSON.parse(credentialToText(credential).reveal()),
  }));
  const text = JSON.stringify({ format: 'cuelight-credentials', credentials: members });
  return sealWithPassphrase(new Secret(text), passphrase, options);
}

/**
 * Opens sealed credentials, by the id of their connection. A failure tells what is wrong: another passphrase, something
 * that was altered, or a credential that was sealed for another target than the file now tells.
 */
export async function openCredentials(
  sealed: string,
  connections: readonly ExportedConnection[],
  passphrase: Secret,
): Promise<Result<ReadonlyMap<string, GivenCredential>, string>> {
  const opened = await openWithPassphrase(sealed, passphrase);
  if (!opened.ok) return fail(unopened[opened.failure]);
  const read = sealedShape.safeParse(jsonOf(opened.value));
  if (!read.success) return fail('What is sealed in the file are not credentials that cuelight export wrote.');
  const credentials = new Map<string, GivenCredential>();
  for (const { connectionId, target, credential } of read.data.credentials) {
    const connection = connections.find(({ id }) => id === connectionId);
    if (connection === undefined) continue;
    if (textOf(connection.target) !== textOf(target)) {
      return fail(
        `The credential of connection ${connectionId} was sealed for another target than the file tells: the file was edited. Export it anew, or give the credential by --credentials.`,
      );
    }
    credentials.set(connectionId, readCredential(credential));
  }
  return succeed(credentials);
}

const unopened = {
  'wrong-passphrase':
    'The passphrase does not open the credentials in the file: give the one that they were sealed with.',
  damaged: 'The sealed credentials in the file are damaged: export it anew.',
} as const;

function textOf(target: ConnectionTarget): string {
  return canonicalJson({ ...target });
}

function jsonOf(text: Secret): unknown {
  try {
    const value: unknown = JSON.parse(text.reveal());
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
