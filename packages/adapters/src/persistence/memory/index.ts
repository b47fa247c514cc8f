export { createMemoryPersistence, type MemoryPersistence } from './create-memory-persistence.js';
