import { Secret, type SecretBinding, type SecretRef, secretFields } from '@cuelight/core';
import fc from 'fast-check';
import { ids } from './ids.js';
import { names } from './names.js';
import { origins } from './origins.js';
import { texts } from './texts.js';

/** Secrets: any text with a UTF-8 form, the empty one included, NUL too. */
export function secrets(): fc.Arbitrary<Secret> {
  return fc.oneof(names(), texts({ maxLength: 2_000 })).map((text) => new Secret(text));
}

/** What a secret may be bound to. */
export function secretBindings(): fc.Arbitrary<SecretBinding> {
  return fc.record({
    owner: fc.oneof(ids(), fc.constant('service')),
    field: fc.constantFrom(...secretFields),
    origins: fc.uniqueArray(origins(), { maxLength: 3 }),
  });
}

/** References to secrets, of any backend. */
export function secretRefs(): fc.Arbitrary<SecretRef> {
  return fc.record({
    backend: fc.constantFrom('local', 'memory', 'azure-key-vault'),
    name: names(),
    version: fc.stringMatching(/^[0-9a-f]{32}$/),
  });
}
