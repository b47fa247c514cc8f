export type { FakeCredential, FakeKeyVaultAdmin } from './admin.js';
export type { ManagedIdentity } from './answer-managed-identity.js';
export type { VaultFault } from './fault.js';
export type { JournalEntry } from './journal.js';
export { type Permission, permissions } from './permission.js';
export { type FakeKeyVault, type FakeKeyVaultOptions, startFakeKeyVault } from './start-fake-key-vault.js';
