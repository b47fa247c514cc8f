export { parseKeyVaultUrl } from '../azure/key-vault-options.js';
export type { TokenCredential } from '../azure/token-credential.js';
export { type AzureKeyVaultSecretsOptions, createAzureKeyVaultSecrets } from './create-azure-key-vault-secrets.js';
