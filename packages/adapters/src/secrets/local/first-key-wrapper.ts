import { type Failure, fail, type Result } from '@cuelight/core';
import type { KeyWrapper } from './key-wrapper.js';

/**
 * Several holders of master keys as one: each call goes to the first that has the key. So records can be moved from a key
 * ring to a vault, or from one vault to another, as they are from one key to the next.
 */
export function firstKeyWrapper(wrappers: readonly KeyWrapper[]): KeyWrapper {
  return {
    wrap: (dataKey, boundTo, keyId) => first(keyId, (wrapper) => wrapper.wrap(dataKey, boundTo, keyId)),
    unwrap: (wrappedKey, boundTo, keyId) => first(keyId, (wrapper) => wrapper.unwrap(wrappedKey, boundTo, keyId)),
  };

  async function first<T>(
    keyId: string,
    ask: (wrapper: KeyWrapper) => Promise<Result<T, Failure>>,
  ): Promise<Result<T, Failure>> {
    for (const wrapper of wrappers) {
      const answer = await ask(wrapper);
      if (answer.ok || answer.failure.code !== 'master-key-missing') return answer;
    }
    return fail({ code: 'master-key-missing', detail: `Nobody has the master key ${keyId}.` });
  }
}
