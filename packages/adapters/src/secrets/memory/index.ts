export { createMemorySecrets } from './create-memory-secrets.js';
