export { createSecretsByBackend, type SecretsByBackendOptions } from './create-secrets-by-backend.js';
