import type { SecretBinding, ServiceSecretName } from '@cuelight/core';

/** What a secret of the service itself is bound to: it is never sent anywhere. */
export function bindingOf(name: ServiceSecretName): SecretBinding {
  return { owner: 'service', field: name, origins: [] };
}
