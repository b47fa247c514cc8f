export type { TokenCredential } from '../azure/token-credential.js';
export {
  type AzureKeyWrapper,
  type AzureKeyWrapperOptions,
  createAzureKeyWrapper,
} from './create-azure-key-wrapper.js';
