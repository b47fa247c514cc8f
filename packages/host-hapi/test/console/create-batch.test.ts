import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBatch } from '../../console/src/jobs/create-batch.js';

describe('changes of what is shown', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('are shown together, in their order, soon after the first', () => {
    const shown: string[] = ['Pending'];
    const batch = createBatch<string>((next) => void shown.push(next(shown.at(-1) ?? '')));

    for (const state of ['Running', 'Suspended']) batch.change((last) => `${last} ${state}`);
    expect(shown).toEqual(['Pending']);
    vi.runAllTimers();
    batch.change((last) => `${last} Resumed`);
    vi.runAllTimers();

    expect(shown).toEqual(['Pending', 'Pending Running Suspended', 'Pending Running Suspended Resumed']);
  });

  it('are shown no more once nobody looks', () => {
    const shown: string[] = [];
    const batch = createBatch<string>((next) => void shown.push(next('')));

    batch.change(() => 'Running');
    batch.stop();
    vi.runAllTimers();

    expect(shown).toEqual([]);
  });
});
