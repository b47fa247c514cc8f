export type { FakeFault } from '../fake-server/fault.js';
export type { FakeServerEntry } from '../fake-server/start-fake-server.js';
export type { AccessKey } from './check-signature.js';
export {
  type FakeSecretsManager,
  type FakeSecretsManagerAdmin,
  type FakeSecretsManagerOptions,
  startFakeSecretsManager,
} from './start-fake-secrets-manager.js';
