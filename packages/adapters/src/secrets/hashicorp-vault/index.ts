export { createHashicorpVaultSecrets, type HashicorpVaultSecrets } from './create-hashicorp-vault-secrets.js';
export type { HashicorpVaultOptions, VaultAuth } from './options.js';
