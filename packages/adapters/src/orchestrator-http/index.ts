export type { CallRate } from './call-budget.js';
export type { OrchestratorHttpOptions, OrchestratorHttpTimeouts } from './options.js';
export { createOrchestratorHttp, type OrchestratorHttp } from './orchestrator-http.js';
