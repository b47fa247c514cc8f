import { createSecretKey, type KeyObject } from 'node:crypto';
import { openBox, type RandomBytes, sealBox } from './aes-box.js';
import { keyIdPattern } from './parse-master-keys.js';

/** The first field of an envelope: what it is, and the version of its format. */
export const envelopeFormat = 'cl1';

/** An envelope taken apart, still closed. */
export interface Envelope {
  readonly masterKeyId: string;
  /** The data key (32 bytes) in a box that the master key opens. */
  readonly wrappedKey: Uint8Array;
  /** The UTF-8 text of the secret in a box that the data key opens. */
  readonly sealedText: Uint8Array;
}

/**
 * Seals a text: a data key made for it alone encrypts it, and the master key encrypts the data key. Both boxes are bound
 * to `boundTo`. The result is four fields with dots between them, the last two in base64url:
 *
 *     cl1 . master key id . box of the data key (60 bytes) . box of the text (28 bytes more than the text)
 *
 * A box is nonce (12), ciphertext and tag (16) of AES-256-GCM.
 */
export function sealEnvelope(
  text: string,
  boundTo: Uint8Array,
  masterKeyId: string,
  masterKey: KeyObject,
  randomBytes: RandomBytes,
): string {
  const dataKey = randomBytes(32);
  const wrappedKey = sealBox(masterKey, dataKey, boundTo, randomBytes);
  const sealedText = sealBox(createSecretKey(dataKey), Buffer.from(text, 'utf8'), boundTo, randomBytes);
  return envelopeText(masterKeyId, wrappedKey, sealedText);
}

/** Takes an envelope apart; undefined when the text is none. */
export function parseEnvelope(text: string): Envelope | undefined {
  const [format, masterKeyId = '', wrapped = '', sealed = '', ...more] = text.split('.');
  if (format !== envelopeFormat || !keyIdPattern.test(masterKeyId) || more.length > 0) return undefined;
  const wrappedKey = fromBase64url(wrapped);
  const sealedText = fromBase64url(sealed);
  return wrappedKey && sealedText && { masterKeyId, wrappedKey, sealedText };
}

/** Opens an envelope; undefined when anything of it, of the key or of `boundTo` differs. */
export function openEnvelope(envelope: Envelope, boundTo: Uint8Array, masterKey: KeyObject): string | undefined {
  const dataKey = openBox(masterKey, envelope.wrappedKey, boundTo);
  if (dataKey?.length !== 32) return undefined;
  return openBox(createSecretKey(dataKey), envelope.sealedText, boundTo)?.toString('utf8');
}

/**
 * The same envelope under another master key: the data key is wrapped anew, and the sealed text stays as it is. Undefined
 * when it does not open.
 */
export function rewrapEnvelope(
  envelope: Envelope,
  boundTo: Uint8Array,
  from: KeyObject,
  to: { readonly id: string; readonly key: KeyObject },
  randomBytes: RandomBytes,
): string | undefined {
  const dataKey = openBox(from, envelope.wrappedKey, boundTo);
  if (dataKey?.length !== 32 || openBox(createSecretKey(dataKey), envelope.sealedText, boundTo) === undefined) {
    return undefined;
  }
  return envelopeText(to.id, sealBox(to.key, dataKey, boundTo, randomBytes), envelope.sealedText);
}

function envelopeText(masterKeyId: string, wrappedKey: Uint8Array, sealedText: Uint8Array): string {
  const fields = [wrappedKey, sealedText].map((bytes) => Buffer.from(bytes).toString('base64url'));
  return [envelopeFormat, masterKeyId, ...fields].join('.');
}

function fromBase64url(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64url');
  // Node skips what is not base64url: two texts would be one envelope.
  return bytes.toString('base64url') === text ? bytes : undefined;
}
