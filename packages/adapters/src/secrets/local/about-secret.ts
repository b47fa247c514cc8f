import type { Failure, SecretBinding } from '@cuelight/core';

/** What a failure of a key wrapper, or of an envelope, means for one secret, which it does not know. */
export function aboutSecret({ owner, field }: SecretBinding, masterKeyId: string, failure: Failure): Failure {
  switch (failure.code) {
    case 'master-key-missing':
      return { ...failure, detail: `The ${field} of ${owner} needs the master key ${masterKeyId}.` };
    case 'secret-damaged':
      return { ...failure, detail: `The ${field} of ${owner} does not open: it was altered or cut off.` };
    case 'secret-misplaced':
      return { ...failure, detail: `The ${field} of ${owner} does not open: another record was copied over it.` };
    case 'secret-unreadable':
      return { ...failure, detail: `The ${field} of ${owner} does not open.` };
    default:
      return failure;
  }
}
