import { createSecretKey, type KeyObject } from 'node:crypto';
import { type Failure, fail, type Result, succeed } from '@cuelight/core';
import { leastBoxBytes, openBox, type RandomBytes, sealBox } from './aes-box.js';
import { boundTo, type EnvelopeFormat, type EnvelopePlace, hintOf } from './bound-to.js';
import type { KeyWrapper } from './key-wrapper.js';
import { keyIdPattern } from './parse-master-keys.js';

/** An envelope taken apart, still closed. */
export interface Envelope {
  readonly format: EnvelopeFormat;
  readonly masterKeyId: string;
  /** What it says of where it belongs, see {@link hintOf}; one of the format `cl1` says nothing. */
  readonly hint?: string;
  /** The data key, which the master key unwraps. */
  readonly wrappedKey: Uint8Array;
  /** The UTF-8 text of the secret in a box that the data key opens. */
  readonly sealedText: Uint8Array;
}

/**
 * Seals a text: a data key made for it alone encrypts it, and the master key of that id encrypts the data key. Both are
 * bound to their place. The result is five fields with dots between them, the last two in base64url:
 *
 *     cl2 . master key id . hint (24 characters) . wrapped data key . box of the text (28 bytes more than the text)
 *
 * A box is nonce (12), ciphertext and tag (16) of AES-256-GCM. How a data key is wrapped is its wrapper's own affair. Fails
 * as {@link KeyWrapper} does.
 */
export async function sealEnvelope(
  text: string,
  place: EnvelopePlace,
  masterKeyId: string,
  keyWrapper: KeyWrapper,
  randomBytes: RandomBytes,
): Promise<Result<string, Failure>> {
  const format = 'cl2';
  const bound = boundTo(format, place);
  const dataKey = randomBytes(32);
  const wrapped = await keyWrapper.wrap(dataKey, bound, masterKeyId);
  if (!wrapped.ok) return wrapped;
  const sealedText = sealBox(usedUp(dataKey), Buffer.from(text, 'utf8'), bound, randomBytes);
  const { ofRecord, ofAll } = hintOf(place);
  return succeed(envelopeText({ format, masterKeyId, hint: ofRecord + ofAll, wrappedKey: wrapped.value, sealedText }));
}

/** Takes an envelope apart, of this format or of the one before it, `cl1`, without hint; undefined when the text is none. */
export function parseEnvelope(text: string): Envelope | undefined {
  const [format, masterKeyId = '', ...fields] = text.split('.');
  if ((format !== 'cl1' && format !== 'cl2') || !keyIdPattern.test(masterKeyId)) return undefined;
  const hint = format === 'cl1' ? undefined : fields.shift();
  if (format === 'cl2' && !hintPattern.test(hint ?? '')) return undefined;
  const [wrapped = '', sealed = '', ...more] = fields;
  const wrappedKey = fromBase64url(wrapped);
  const sealedText = fromBase64url(sealed);
  if (!wrappedKey || !sealedText || sealedText.length < leastBoxBytes || more.length > 0) return undefined;
  return { format, masterKeyId, ...(hint !== undefined && { hint }), wrappedKey, sealedText };
}

/**
 * Why an envelope cannot belong to this place, by its own words: `secret-misplaced`, it was sealed for another record;
 * `secret-unreadable`, for another owner, field or list of origins. Undefined when it fits, or has no hint.
 */
export function misfit({ hint }: Envelope, place: EnvelopePlace): Failure | undefined {
  if (hint === undefined) return undefined;
  const { ofRecord, ofAll } = hintOf(place);
  if (!hint.startsWith(ofRecord)) {
    return { code: 'secret-misplaced', detail: 'An envelope was sealed for another record.' };
  }
  if (!hint.endsWith(ofAll)) return { code: 'secret-unreadable', detail: 'An envelope is bound to something else.' };
  return undefined;
}

/**
 * Opens an envelope that is no {@link misfit}. Fails as {@link KeyWrapper} does, and with `secret-damaged` when what does
 * not open can only have been altered.
 */
export async function openEnvelope(
  envelope: Envelope,
  place: EnvelopePlace,
  keyWrapper: KeyWrapper,
): Promise<Result<string, Failure>> {
  const dataKey = await unwrapped(envelope, place, keyWrapper);
  return dataKey.ok ? textOf(envelope, place, usedUp(dataKey.value)) : dataKey;
}

/**
 * The data key of an envelope, which was seen to open it; the caller's to overwrite. Fails as {@link openEnvelope} does.
 */
export async function dataKeyOf(
  envelope: Envelope,
  place: EnvelopePlace,
  keyWrapper: KeyWrapper,
): Promise<Result<Uint8Array, Failure>> {
  const dataKey = await unwrapped(envelope, place, keyWrapper);
  if (!dataKey.ok) return dataKey;
  const opened = textOf(envelope, place, createSecretKey(dataKey.value));
  return opened.ok ? dataKey : opened;
}

/** Writes an envelope down. */
export function envelopeText({ format, masterKeyId, hint, wrappedKey, sealedText }: Envelope): string {
  const boxes = [wrappedKey, sealedText].map((bytes) => Buffer.from(bytes).toString('base64url'));
  return [format, masterKeyId, ...(hint === undefined ? [] : [hint]), ...boxes].join('.');
}

async function unwrapped(
  { format, masterKeyId, hint, wrappedKey }: Envelope,
  place: EnvelopePlace,
  keyWrapper: KeyWrapper,
): Promise<Result<Uint8Array, Failure>> {
  const dataKey = await keyWrapper.unwrap(wrappedKey, boundTo(format, place), masterKeyId);
  if (dataKey.ok || dataKey.failure.code !== 'secret-unreadable' || hint === undefined) return dataKey;
  // It says that it belongs here, and the key is the right one: what is left is that it was altered.
  return fail({ ...dataKey.failure, code: 'secret-damaged' });
}

function textOf({ format, sealedText }: Envelope, place: EnvelopePlace, dataKey: KeyObject): Result<string, Failure> {
  const text = dataKey.symmetricKeySize === 32 ? openBox(dataKey, sealedText, boundTo(format, place)) : undefined;
  return text === undefined
    ? fail({ code: 'secret-damaged', detail: 'The data key of an envelope opens, and its text does not.' })
    : succeed(text.toString('utf8'));
}

/** A data key for its one use, of which no other bytes stay in memory. */
function usedUp(dataKey: Uint8Array): KeyObject {
  const key = createSecretKey(dataKey);
  dataKey.fill(0);
  return key;
}

const hintPattern = /^[\w-]{24}$/;

function fromBase64url(text: string): Uint8Array | undefined {
  const bytes = Buffer.from(text, 'base64url');
  // Node skips what is not base64url: two texts would be one envelope.
  return bytes.toString('base64url') === text ? bytes : undefined;
}
