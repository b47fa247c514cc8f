export { type TlsMode, tlsModes } from '../tls/tls-mode.js';
export type { AttendedJobStart, FakeAdmin, FakeState, ForcedState, UserChange } from './admin/admin.js';
export type { ActiveFault, FaultRule } from './faults/fault-rule.js';
export type { JournalEntry } from './http/journal.js';
export type { JobState } from './jobs/job-state.js';
export type { MaintenanceState } from './maintenance.js';
export { type ApiVersion, apiVersions } from './profile/version-profile.js';
export {
  type FakeOrchestrator,
  type FakeOrchestratorOptions,
  startFakeOrchestrator,
} from './start-fake-orchestrator.js';
export type { Delivery, DeliveryAttempt } from './webhooks/delivery.js';
export { defaultSeed } from './world/default-seed.js';
export type { Seed } from './world/seed.js';
