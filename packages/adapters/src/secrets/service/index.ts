export { createServiceSecrets, type ServiceSecretsOptions } from './create-service-secrets.js';
export type { ServiceSecretRows } from './service-secret-rows.js';
