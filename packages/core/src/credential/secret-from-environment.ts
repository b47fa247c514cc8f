import type { SecretRef } from './secret-ref.js';

/**
 * A secret that an admin put into the environment of every host, by the name of its variable. Only the name is stored;
 * the value is read whenever the secret is used, so a host that is restarted with another one uses that.
 */
export interface SecretFromEnvironment {
  readonly fromEnv: string;
}

/** What the name of every such variable begins with, so that nobody reads other settings by it. */
export const credentialVariablePrefix = 'CUELIGHT_CREDENTIAL_';

/** Whether a text is the name of a variable that may hold a secret: the prefix, then 1 to 100 letters, digits or `_`. */
export function isCredentialVariable(name: string): boolean {
  return name.startsWith(credentialVariablePrefix) && /^\w{1,100}$/.test(name.slice(credentialVariablePrefix.length));
}

/** Where a secret reader finds it: the backend `environment`, in which each variable has one version. */
export function environmentRef({ fromEnv }: SecretFromEnvironment): SecretRef {
  return { backend: 'environment', name: fromEnv, version: 'present' };
}
