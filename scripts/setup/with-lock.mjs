import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The holder touches the lock this often; one not touched for `staleAfterMs` was left by a process that died. */
const touchEveryMs = 1_000;
const staleAfterMs = 10_000;
const lookEveryMs = 200;

/**
 * Runs `work` while no other process holds the same lock file; waits for its turn.
 *
 * @template T
 * @param {string} file
 * @param {{ signal: AbortSignal, onWait: () => void }} options `onWait` is called once, when there is a wait
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, options, work) {
  mkdirSync(dirname(file), { recursive: true });
  await take(file, randomUUID(), options);
  const release = () => rmSync(file, { force: true });
  const touching = setInterval(() => touch(file), touchEveryMs);
  process.once('exit', release);
  try {
    return await work();
  } finally {
    clearInterval(touching);
    process.removeListener('exit', release);
    release();
  }
}

/** @param {string} file @param {string} token @param {{ signal: AbortSignal, onWait: () => void }} options */
async function take(file, token, options) {
  let waited = false;
  while (!create(file, token)) {
    if (ageMs(file) > staleAfterMs) {
      rmSync(file, { force: true });
      // Two that find the same dead lock may each remove the other's new one: the last to write holds it.
      if (create(file, token) && (await isStillOurs(file, token, options.signal))) return;
      continue;
    }
    if (!waited) options.onWait();
    waited = true;
    await sleep(lookEveryMs, undefined, { signal: options.signal });
  }
}

/** @param {string} file @param {string} token */
function create(file, token) {
  try {
    writeFileSync(file, token, { flag: 'wx' });
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** @param {string} file @param {string} token @param {AbortSignal} signal */
async function isStillOurs(file, token, signal) {
  await sleep(lookEveryMs, undefined, { signal });
  try {
    return readFileSync(file, 'utf8') === token;
  } catch (error) {
    if (isCode(error, 'ENOENT')) return false;
    throw error;
  }
}

/** @param {string} file */
function ageMs(file) {
  const found = statSync(file, { throwIfNoEntry: false });
  return found === undefined ? 0 : Date.now() - found.mtimeMs;
}

/** @param {string} file */
function touch(file) {
  try {
    utimesSync(file, new Date(), new Date());
  } catch (error) {
    if (!isCode(error, 'ENOENT')) throw error;
  }
}

/** @param {unknown} error @param {string} code */
function isCode(error, code) {
  return error instanceof Error && 'code' in error && error.code === code;
}
