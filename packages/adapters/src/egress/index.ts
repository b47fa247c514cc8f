export type { AddressClass } from './address-class.js';
export { createEgressGuard, type EgressGuard, type GuardedPlace, type LookupAll } from './egress-guard.js';
export { EgressRefusedError } from './egress-refused-error.js';
export type { EgressEntry, EgressRules } from './egress-rules.js';
export { readEgressAllow } from './read-egress-allow.js';
