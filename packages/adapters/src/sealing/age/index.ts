export { openWithPassphrase, type SealingOptions, sealWithPassphrase, type Unopened } from './age-passphrase.js';
