export { createOrchestratorProbe } from './create-orchestrator-probe.js';
export type { OrchestratorProbeOptions } from './options.js';
