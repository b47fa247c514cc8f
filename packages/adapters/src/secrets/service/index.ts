export { createServiceSecrets, type ServiceSecretsOptions } from './create-service-secrets.js';
export { heldByService } from './held-by-service.js';
export type { ServiceSecretRows } from './service-secret-rows.js';
export { tidyServiceSecrets } from './tidy-service-secrets.js';
