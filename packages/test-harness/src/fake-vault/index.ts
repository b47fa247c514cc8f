export type { FakeFault } from '../fake-server/fault.js';
export type { FakeServerEntry } from '../fake-server/start-fake-server.js';
export type { FakeVaultAdmin } from './admin.js';
export type { NodeState } from './answer-vault.js';
export type { AppRole } from './app-roles.js';
export type { Capability, PolicyRule } from './policy.js';
export { type FakeVault, type FakeVaultOptions, startFakeVault } from './start-fake-vault.js';
export type { TokenLife } from './token-table.js';
