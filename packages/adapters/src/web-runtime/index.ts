export { webClock } from './web-clock.js';
export { webRandomness } from './web-randomness.js';
