export { systemClock } from './clock.js';
export { nodeKeyedHash } from './keyed-hash.js';
export { systemRandomness } from './randomness.js';
