import type { X509Certificate } from 'node:crypto';
import { isSelfSigned, usualAuthorities } from '../trust/index.js';

/** The authorities that a look trusts. */
export interface TrustedAuthorities {
  /** Whether the last certificate of a chain is one of the roots among them, which ends the search of whoever verifies. */
  endsAtOne(chain: readonly X509Certificate[]): boolean;
}

/** The usual authorities and those given, PEM. Nothing is read before it is asked. */
export function createTrustedAuthorities(extraCaPems: readonly string[]): TrustedAuthorities {
  return {
    endsAtOne(chain) {
      const top = chain.at(-1);
      if (top === undefined || !isSelfSigned(top)) return false;
      const text = top.raw.toString('base64');
      return [...usualAuthorities(), ...extraCaPems].some((pem) => pem.replace(/\s/g, '').includes(text));
    },
  };
}
