/**
 * A proof that has a long form.
 *
 * @typedef {object} Proof
 * @property {string} name
 * @property {string} says what it proves
 * @property {readonly string[]} files the tests that are its short form
 * @property {number} [runs] how many runs each property gets; absent where nothing is random
 */

const lifecycle = 'packages/test-harness/test/lifecycle';

/** @type {readonly Proof[]} */
export const proofs = [
  {
    name: 'laws',
    says: 'the laws of the lifecycle, the model, starts and races, over arbitrary schedules, in memory',
    files: ['laws', 'systems', 'races', 'crashes'].map((file) => `${lifecycle}/${file}.test.ts`),
    runs: 10_000,
  },
  {
    name: 'mutants',
    says: 'each deliberately broken core, and the check that notices it',
    files: [`${lifecycle}/mutants.test.ts`],
  },
  {
    name: 'http',
    says: 'the model and starts, over HTTP against the fake Orchestrator',
    files: ['packages/adapters/test/lifecycle/over-http.test.ts'],
    runs: 300,
  },
  {
    name: 'storm',
    says: 'three hundred jobs over HTTP in a storm of lost webhooks and dropped connections, once for each run',
    files: ['packages/adapters/test/lifecycle/storm.test.ts'],
    runs: 50,
  },
  {
    name: 'robot',
    says: 'what a job of the fake robot tells arrives once and in order, whatever connections are lost',
    files: ['packages/test-harness/test/fake-robot/telling-entries.test.ts'],
    runs: 2_000,
  },
  {
    name: 'kill',
    says: 'the program, killed at every step of what it does and then so often at a random moment, loses and leaves nothing',
    files: ['packages/host-hapi/test/kill/killed.test.ts'],
    runs: 200,
  },
  {
    name: 'matrix',
    says: 'each fault that the fakes and small servers can bring about, and the cause that a diagnosis names for it',
    files: ['packages/host-hapi/test/matrix/matrix.test.ts'],
    runs: 1,
  },
];
