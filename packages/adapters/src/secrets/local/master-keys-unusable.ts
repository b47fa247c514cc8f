/** The master keys that were given cannot be used as they are. */
export interface MasterKeysUnusable {
  readonly code: 'master-keys-unusable';
  /** What is wrong, and where. Never the text of an entry, which may be a key. */
  readonly detail: string;
  readonly remedy: string;
}

/** Says what is wrong with the master keys. */
export function masterKeysUnusable(detail: string): MasterKeysUnusable {
  return {
    code: 'master-keys-unusable',
    detail,
    remedy:
      'Give the master keys as id:base64,id:base64, with 32 random bytes each, such as from: openssl rand -base64 32',
  };
}
