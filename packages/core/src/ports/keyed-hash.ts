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
}
