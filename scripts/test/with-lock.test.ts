import { once } from 'node:events';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { withLock } from '../setup/with-lock.mjs';

describe('two setups of one folder', () => {
  it('run one after the other', async () => {
    const file = await aLockFile();
    const steps: string[] = [];
    const first = aWork(steps, 'first');
    const second = aWork(steps, 'second');

    const firstRun = withLock(file, patiently(steps), first.work);
    await first.started;
    const secondRun = withLock(file, { ...patiently(steps), onWait: first.finish }, second.work);
    second.finish();
    await Promise.all([firstRun, secondRun]);

    expect(steps).toEqual(['first starts', 'first ends', 'second starts', 'second ends']);
  });

  it('do not wait for one that died and left its lock', async () => {
    const file = await aLockFile({ lastTouched: new Date('2026-01-01T00:00:00Z') });
    const steps: string[] = [];

    await withLock(file, patiently(steps), async () => steps.push('works'));

    expect(steps).toEqual(['works']);
  });

  it('do not both take the lock of one that died', async () => {
    const file = await aLockFile({ lastTouched: new Date('2026-01-01T00:00:00Z') });
    const steps: string[] = [];
    const works = ['first', 'second', 'third'].map((name) => aWork(steps, name));
    for (const { finish } of works) finish();

    await Promise.all(works.map(({ work }) => withLock(file, patiently([]), work)));

    expect(steps).toHaveLength(6);
    for (const [index, step] of steps.entries()) {
      if (index % 2 === 0) expect(steps[index + 1]).toBe(step.replace('starts', 'ends'));
    }
  });

  it('leave the lock to the other that found it dead in the same moment', async () => {
    const file = await aLockFile({ lastTouched: new Date('2026-01-01T00:00:00Z') });
    const steps: string[] = [];
    const onWait = () => {
      steps.push('waits');
      rmSync(file);
    };

    const run = withLock(file, { ...patiently(steps), onWait }, async () => steps.push('works'));
    writeFileSync(file, 'the other');
    await run;

    expect(steps).toEqual(['waits', 'works']);
  });

  it('leave no lock behind, also when the work failed', async () => {
    const file = await aLockFile();

    const failing = withLock(file, patiently([]), () => Promise.reject(new Error('no network')));

    await expect(failing).rejects.toThrow('no network');
    expect(existsSync(file)).toBe(false);
  });

  it('stop waiting when they are ended', async () => {
    const file = await aLockFile({ lastTouched: new Date() });
    const ending = new AbortController();

    const waiting = withLock(file, { signal: ending.signal, onWait: () => ending.abort() }, async () => 'worked');

    await expect(waiting).rejects.toThrow('aborted');
  }, 5_000);
});

/** A path for a lock; with `lastTouched` another process holds it, or held it once. */
async function aLockFile({ lastTouched }: { readonly lastTouched?: Date } = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cuelight-lock-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, '.turbo', 'setup.lock');
  if (lastTouched === undefined) return file;
  await mkdir(dirname(file));
  await writeFile(file, 'somebody else');
  await utimes(file, lastTouched, lastTouched);
  return file;
}

function patiently(steps: string[]) {
  return { signal: new AbortController().signal, onWait: () => void steps.push('waits') };
}

/** Work that tells when it starts, and ends when it is told to. */
function aWork(steps: string[], name: string) {
  const told = new EventTarget();
  const started = once(told, 'start');
  const ended = once(told, 'end');
  return {
    started,
    finish: () => void told.dispatchEvent(new Event('end')),
    work: async () => {
      steps.push(`${name} starts`);
      told.dispatchEvent(new Event('start'));
      await ended;
      steps.push(`${name} ends`);
    },
  };
}
