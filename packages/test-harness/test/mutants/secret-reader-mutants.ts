import { fail, Secret, type SecretReader, succeed } from '@cuelight/core';
import type { ReadableSecret } from '../../src/contracts/secret-reader.js';
import type { Mutant } from './mutant.js';

/** A reader that keeps what its port promises, as plainly as can be. */
export function honestReader(): ReadableSecret {
  const ref = { backend: 'honest', name: 'one', version: '1' };
  const secret = new Secret('canary-4711');
  return {
    ref,
    secret,
    binding: { owner: 'id-1', field: 'credential', origins: [] },
    absent: [{ ...ref, name: 'two' }],
    reader: {
      async read({ backend, name, version }) {
        if (backend !== 'honest') return fail({ code: 'secret-unavailable', detail: 'Kept elsewhere.' });
        const isThere = name === 'one' && version === '1';
        return isThere ? succeed(secret) : fail({ code: 'secret-missing', detail: 'Not there.' });
      },
    },
  };
}

/** Readers with a fault each. */
export const secretReaderMutants: readonly Mutant<ReadableSecret, ReadableSecret>[] = [
  {
    fault: 'reads a secret once only',
    caughtBy: 'reads the secret that is there, as often as it is asked',
    break: (honest) => {
      let reads = 0;
      return reading(honest, async (...asked) => {
        reads += 1;
        return reads > 1 ? fail({ code: 'secret-missing', detail: 'Used up.' }) : honest.reader.read(...asked);
      });
    },
  },
  {
    fault: 'gives an empty secret for one that is not there',
    caughtBy: 'says that a secret that is not there is missing',
    break: (honest) =>
      reading(honest, async (...asked) => {
        const read = await honest.reader.read(...asked);
        return !read.ok && read.failure.code === 'secret-missing' ? succeed(new Secret('')) : read;
      }),
  },
  {
    fault: 'ignores the version',
    caughtBy: 'says that a secret that is not there is missing',
    break: (honest) => reading(honest, (ref, binding) => honest.reader.read({ ...ref, version: '1' }, binding)),
  },
  {
    fault: 'takes every backend for its own',
    caughtBy: 'does not take a secret of another backend for an absent one',
    break: (honest) => reading(honest, (ref, binding) => honest.reader.read({ ...ref, backend: 'honest' }, binding)),
  },
  {
    fault: 'tells what it has when it is asked for something else',
    caughtBy: 'shows no secret in what it answers',
    break: (honest) =>
      reading(honest, async (...asked) => {
        const read = await honest.reader.read(...asked);
        return read.ok ? read : fail({ ...read.failure, detail: `There is only ${honest.secret.reveal()}.` });
      }),
  },
];

function reading(honest: ReadableSecret, read: SecretReader['read']): ReadableSecret {
  return { ...honest, reader: { read } };
}
