import type { Secret } from '../credential/secret.js';
import type { KeyedHash } from '../ports/keyed-hash.js';

/**
 * The text attached to a job as its `Reference`, by which the job is found again and known to be an app's own:
 * `cl1.<app>.<key>.<body>`, each part a keyed hash, so that it tells a reader of Orchestrator nothing.
 */
export interface StartReference {
  /** What all jobs of this idempotency key begin with. */
  readonly keyPrefix: string;
  /** The whole: 83 characters, of the 128 that Orchestrator keeps (API 11 and later). */
  readonly text: string;
}

/** The marker of every reference that Cuelight made. */
export const referenceMarker = 'cl1.';

/** What the references of all jobs of an app begin with. */
export function appPrefixOf(appId: string, tagKey: Secret, keyedHash: KeyedHash): string {
  return `${referenceMarker}${keyedHash.base64url(tagKey, `app\n${appId}`, 9)}.`;
}

/**
 * The reference of one start.
 *
 * @param idempotencyKey 1 to 255 visible ASCII characters
 * @param inputText the canonical input; empty for none, which is the same start as one with an empty object
 */
export function startReferenceOf(
  start: {
    readonly appId: string;
    readonly processId: string;
    readonly idempotencyKey: string;
    readonly inputText: string;
  },
  tagKey: Secret,
  keyedHash: KeyedHash,
): StartReference {
  const appPrefix = appPrefixOf(start.appId, tagKey, keyedHash);
  const keyTag = keyedHash.base64url(tagKey, `key\n${start.processId}\n${start.idempotencyKey}`, 32);
  const bodyTag = keyedHash.base64url(tagKey, `body\n${start.inputText || '{}'}`, 16);
  const keyPrefix = `${appPrefix}${keyTag}.`;
  return { keyPrefix, text: `${keyPrefix}${bodyTag}` };
}
