export { createEnvironmentSecrets } from './create-environment-secrets.js';
