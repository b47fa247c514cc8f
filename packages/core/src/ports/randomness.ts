/** What must not be guessable, or must not collide. */
export interface Randomness {
  /** A new id: a UUID version 7, so that ids made later sort later. */
  id(): string;
  /** A new secret text, base64url, of this many random bytes. */
  secretText(bytes: number): string;
  /** Between 0 (included) and 1 (excluded); good enough for jitter. */
  fraction(): number;
}
