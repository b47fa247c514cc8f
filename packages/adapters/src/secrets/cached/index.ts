export { type CachedSecretsOptions, createCachedSecrets } from './create-cached-secrets.js';
