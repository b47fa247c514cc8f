// Loaded before the program: kills it, as `kill -9` does, just before the n-th step that leaves it. A step is a statement
// to the database, a request that goes out, or a reply that came in. Steps are counted from the start, or from the first
// SIGUSR2 on; at the end, or at the next SIGUSR2, their number is told.
import { subscribe } from 'node:diagnostics_channel';
import Libsql from 'libsql';

const dieAt = Number(process.env.TEST_DIE_AT ?? 'Infinity');
let isCounting = process.env.TEST_DIE_FROM !== 'signal';
let steps = 0;

function step() {
  if (!isCounting) return;
  steps += 1;
  if (steps === dieAt) process.kill(process.pid, 'SIGKILL');
}

for (const method of ['prepare', 'exec']) {
  const original = Libsql.prototype[method];
  Libsql.prototype[method] = function (...args) {
    step();
    return original.apply(this, args);
  };
}
for (const channel of ['undici:client:sendHeaders', 'undici:request:headers']) subscribe(channel, step);

const tell = () => process.stderr.write(`steps: ${steps}\n`);
process.on('SIGUSR2', () => {
  if (isCounting) tell();
  isCounting = true;
});
process.on('exit', tell);
