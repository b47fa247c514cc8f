import { createSecretKey, type KeyObject } from 'node:crypto';
import { type Failure, fail, type Result, succeed } from '@cuelight/core';
import { openBox, type RandomBytes, sealBox } from './aes-box.js';
import type { KeyWrapper } from './key-wrapper.js';
import { keyIdPattern } from './parse-master-keys.js';

/** The first field of an envelope: what it is, and the version of its format. */
export const envelopeFormat = 'cl1';

/** An envelope taken apart, still closed. */
export interface Envelope {
  readonly masterKeyId: string;
  /** The data key, which the master key unwraps. */
  readonly wrappedKey: Uint8Array;
  /** The UTF-8 text of the secret in a box that the data key opens. */
  readonly sealedText: Uint8Array;
}

/**
 * Seals a text: a data key made for it alone encrypts it, and the master key of that id encrypts the data key. Both are
 * bound to `boundTo`. The result is four fields with dots between them, the last two in base64url:
 *
 *     cl1 . master key id . wrapped data key . box of the text (28 bytes more than the text)
 *
 * A box is nonce (12), ciphertext and tag (16) of AES-256-GCM. How a data key is wrapped is its wrapper's own affair. Fails
 * as {@link KeyWrapper} does.
 */
export async function sealEnvelope(
  text: string,
  boundTo: Uint8Array,
  masterKeyId: string,
  keyWrapper: KeyWrapper,
  randomBytes: RandomBytes,
): Promise<Result<string, Failure>> {
  const dataKey = randomBytes(32);
  const wrapped = await keyWrapper.wrap(dataKey, boundTo, masterKeyId);
  if (!wrapped.ok) return wrapped;
  const sealedText = sealBox(usedUp(dataKey), Buffer.from(text, 'utf8'), boundTo, randomBytes);
  return succeed(envelopeText({ masterKeyId, wrappedKey: wrapped.value, sealedText }));
}

/** Takes an envelope apart; undefined when the text is none. */
export function parseEnvelope(text: string): Envelope | undefined {
  const [format, masterKeyId = '', wrapped = '', sealed = '', ...more] = text.split('.');
  if (format !== envelopeFormat || !keyIdPattern.test(masterKeyId) || more.length > 0) return undefined;
  const wrappedKey = fromBase64url(wrapped);
  const sealedText = fromBase64url(sealed);
  return wrappedKey && sealedText && { masterKeyId, wrappedKey, sealedText };
}

/** Opens an envelope. Fails as {@link KeyWrapper} does, also when the text itself was altered. */
export async function openEnvelope(
  envelope: Envelope,
  boundTo: Uint8Array,
  keyWrapper: KeyWrapper,
): Promise<Result<string, Failure>> {
  const dataKey = await keyWrapper.unwrap(envelope.wrappedKey, boundTo, envelope.masterKeyId);
  return dataKey.ok ? textOf(envelope, boundTo, usedUp(dataKey.value)) : dataKey;
}

/**
 * The data key of an envelope, which was seen to open it; the caller's to overwrite. Fails as {@link openEnvelope} does.
 */
export async function dataKeyOf(
  envelope: Envelope,
  boundTo: Uint8Array,
  keyWrapper: KeyWrapper,
): Promise<Result<Uint8Array, Failure>> {
  const dataKey = await keyWrapper.unwrap(envelope.wrappedKey, boundTo, envelope.masterKeyId);
  if (!dataKey.ok) return dataKey;
  const opened = textOf(envelope, boundTo, createSecretKey(dataKey.value));
  return opened.ok ? dataKey : opened;
}

/** Writes an envelope down. */
export function envelopeText({ masterKeyId, wrappedKey, sealedText }: Envelope): string {
  const fields = [wrappedKey, sealedText].map((bytes) => Buffer.from(bytes).toString('base64url'));
  return [envelopeFormat, masterKeyId, ...fields].join('.');
}

function textOf({ sealedText }: Envelope, boundTo: Uint8Array, dataKey: KeyObject): Result<string, Failure> {
  const text = dataKey.symmetricKeySize === 32 ? openBox(dataKey, sealedText, boundTo) : undefined;
  return text === undefined
    ? fail({ code: 'secret-unreadable', detail: 'The text of an envelope does not open.' })
    : succeed(text.toString('utf8'));
}

/** A data key for its one use, of which no other bytes stay in memory. */
function usedUp(dataKey: Uint8Array): KeyObject {
  const key = createSecretKey(dataKey);
  dataKey.fill(0);
  return key;
}

function fromBase64url(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64url');
  // Node skips what is not base64url: two texts would be one envelope.
  return bytes.toString('base64url') === text ? bytes : undefined;
}
