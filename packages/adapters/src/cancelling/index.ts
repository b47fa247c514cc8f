export { whenCancelled } from './when-cancelled.js';
