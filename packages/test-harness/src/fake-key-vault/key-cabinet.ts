import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';

/** One version of an RSA key. */
export interface KeyVersion {
  readonly version: string;
  readonly createdMs: number;
  readonly privateKey: KeyObject;
  isEnabled: boolean;
}

/** All keys of a vault; they never leave it. */
export interface KeyCabinet {
  /** The versions of a key, oldest first; none when there is no such key. */
  versionsOf(name: string): readonly KeyVersion[];
  /** The version named, or the newest. */
  find(name: string, version?: string): KeyVersion | undefined;
  /** Adds a version, and the key itself if there is none. */
  addVersion(name: string): KeyVersion;
  /** Takes a key away with all its versions. */
  remove(name: string): void;
}

/** Bits of a new key: the smallest that Key Vault makes. */
const modulusLength = 2048;

/** An empty cabinet. */
export function createKeyCabinet(nowMs: () => number): KeyCabinet {
  const keys = new Map<string, KeyVersion[]>();

  const versionsOf = (name: string): readonly KeyVersion[] => keys.get(name.toLowerCase()) ?? [];
  return {
    versionsOf,
    find: (name, wanted) =>
      wanted === undefined ? versionsOf(name).at(-1) : versionsOf(name).find(({ version }) => version === wanted),
    addVersion(name) {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength });
      const made = { version: randomBytes(16).toString('hex'), createdMs: nowMs(), privateKey, isEnabled: true };
      keys.set(name.toLowerCase(), [...versionsOf(name), made]);
      return made;
    },
    remove(name) {
      keys.delete(name.toLowerCase());
    },
  };
}

/** The public half, as a JSON Web Key. */
export function publicJwkOf({ privateKey }: KeyVersion): object {
  return createPublicKey(privateKey).export({ format: 'jwk' });
}
