import type { SeenCheck } from './read-sighting.js';

/** The checks that the address of any server can fail, an Orchestrator's or not, in the order of causes. */
export const checksOfAnyServer = [
  'name-resolves',
  'address-allowed',
  'host-reached',
  'port-open',
  'tls-spoken',
  'certificate-trusted',
  'certificate-current',
  'certificate-names-host',
  'http-answers',
  'orchestrator-in-service',
] as const satisfies readonly SeenCheck[];
