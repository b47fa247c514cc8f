import type { Secret } from '../credential/secret.js';

/** Keyed hashes: HMAC-SHA256. */
export interface KeyedHash {
  /** Base64url, without padding, of the first `bytes` (1 to 32) bytes of HMAC-SHA256 of the UTF-8 text. */
  base64url(key: Secret, text: string, bytes: number): string;
  /**
   * Whether `signature` is the base64 HMAC-SHA256 of these very bytes under the key. Takes the same time wherever they
   * differ. Source: UiPath Orchestrator guide, "About webhooks".
   */
  isSignatureOf(key: Secret, body: Uint8Array, signature: string): boolean;
  /**
   * Whether `signature` is the base64 of what a mistake makes of the body: an HMAC-SHA1 under the key, or an HMAC-SHA256
   * under the bytes that the key, read as base64 or base64url with or without padding, stands for; a key that is neither
   * has none. Tells what a sender did wrong, and is never a reason to take what it sent.
   */
  isMistakenSignatureOf(mistake: SigningMistake, key: Secret, body: Uint8Array, signature: string): boolean;
}

/** A way to sign wrongly with the right secret. */
export type SigningMistake = 'sha1' | 'decoded-key';
