export { createLocalSecrets, type LocalSecretsOptions } from './create-local-secrets.js';
export { createMasterKeys, type MasterKeysOptions } from './create-master-keys.js';
export type { KeyRing } from './key-ring.js';
export type { MasterKeyState } from './master-key-state.js';
export type { MasterKeysUnusable } from './master-keys-unusable.js';
export { type MasterKeysSource, openMasterKeys } from './open-master-keys.js';
export { parseMasterKeys } from './parse-master-keys.js';
export type { SealedRecord, SealedRecords } from './sealed-records.js';
