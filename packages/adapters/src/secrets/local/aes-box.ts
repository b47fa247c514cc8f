import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';

/** Bytes of the nonce, which are random, and so never used twice under one key. */
const nonceBytes = 12;
const tagBytes = 16;

/** Bytes of a box with nothing in it. */
export const leastBoxBytes = nonceBytes + tagBytes;

/** Fills as many random bytes as asked for. */
export type RandomBytes = (count: number) => Uint8Array;

/** Encrypts with AES-256-GCM: nonce (12 bytes), ciphertext, tag (16 bytes). Opens only with the same `boundTo`. */
export function sealBox(key: KeyObject, plain: Uint8Array, boundTo: Uint8Array, randomBytes: RandomBytes): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes }).setAAD(boundTo);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Decrypts what {@link sealBox} made; undefined when anything of it, of the key or of `boundTo` differs. */
export function openBox(key: KeyObject, box: Uint8Array, boundTo: Uint8Array): Buffer | undefined {
  if (box.length < leastBoxBytes) return undefined;
  const nonce = box.subarray(0, nonceBytes);
  const tag = box.subarray(box.length - tagBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(boundTo).setAuthTag(tag);
  const plain = decipher.update(box.subarray(nonceBytes, box.length - tagBytes));
  try {
    decipher.final();
  } catch {
    return undefined;
  }
  return plain;
}
