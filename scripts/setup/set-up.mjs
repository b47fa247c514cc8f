import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.mjs';
import { install } from './install.mjs';
import { refuseOldNode } from './refuse-old-node.mjs';
import { StepFailed } from './run-step.mjs';
import { withLock } from './with-lock.mjs';

/** The folder of the whole project. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/**
 * Installs and builds what is missing or stale; well under two seconds when nothing is. One at a time: a second one waits.
 * Ends the process when a step fails, after printing what the step printed and what to do, and when a signal comes.
 */
export async function setUp() {
  refuseOldNode();
  const ending = new AbortController();
  const stopListening = onEndingSignals((name) => {
    ending.abort();
    process.exit(128 + constants.signals[name]);
  });
  try {
    const onWait = () => process.stderr.write('setup: waiting for another setup of this folder to end …\n');
    await withLock(join(root, '.turbo', 'setup.lock'), { signal: ending.signal, onWait }, async () => {
      await install({ root, signal: ending.signal });
      await build({ root, signal: ending.signal });
    });
  } catch (error) {
    if (!(error instanceof StepFailed)) throw error;
    process.stderr.write(`${error.output.trimEnd()}\n\nsetup: ${error.message}. ${error.remedy}\n`);
    process.exit(1);
  } finally {
    stopListening();
  }
}

/** @param {(name: 'SIGINT' | 'SIGTERM' | 'SIGHUP') => void} onSignal @returns {() => void} stops listening */
function onEndingSignals(onSignal) {
  for (const name of endingSignals) process.on(name, onSignal);
  return () => {
    for (const name of endingSignals) process.removeListener(name, onSignal);
  };
}

const endingSignals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
