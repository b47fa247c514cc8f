import { describe, expect, it } from 'vitest';
import {
  createHookRegistry,
  createTracker,
  type FlaggedReading,
  type JobEvent,
  type JobState,
  type Notice,
  Secret,
  succeed,
} from '../../src/index.js';
import { instant } from '../lifecycle/observations.js';
import { createVirtualClock, settle } from '../world/virtual-clock.js';

describe('a tracker', () => {
  it('tells nothing of a reading that cannot be one, and says so', () => {
    const { tracker, notices } = aTracker();
    const heard: JobEvent[] = [];

    const attached = tracker.attach(subject(1), reading(1, 'Hibernated' as JobState), listener(heard), 'look-up');

    expect(attached).toMatchObject({ ok: false, failure: { code: 'orchestrator-reply-unusable' } });
    expect([heard, tracker.watches()]).toEqual([[], 0]);
    expect(notices).toEqual([{ kind: 'observation-ignored', connectionId: 'finance', why: 'unknown-state' }]);
  });

  it('makes no read later by hurrying', async () => {
    const { clock, tracker, hooks, reads } = aTracker();
    tracker.attach(subject(1), reading(1, 'Running'), listener([]), 'look-up');
    for (let minute = 0; minute < 14; minute += 1) {
      hooks.heard('finance');
      await clock.advance(60_000);
    }
    hooks.heard('finance');
    const before = reads.length;
    await clock.advance((reads.at(-1) ?? 0) + 58_000 - clock.nowMs());

    tracker.hurry('finance');
    await clock.advance(4_000);

    expect(reads.length).toBe(before + 1);
  });

  it('reads no job that was left at the moment it was to be read', async () => {
    const { clock, tracker, reads, states } = aTracker(async (id) => (id === 1 ? new Promise(() => {}) : undefined));
    let leave = () => {};
    states.set(2, 'Running');
    const leaving = { event: (event: JobEvent) => void (stateOf(event) === 'Successful' && leave()), end: () => {} };
    tracker.attach(subject(1), reading(1, 'Pending', '09:00:00', 'start'), leaving, 'start');
    tracker.observe('finance', { ...reading(1, 'Successful', '09:00:05').observation, source: 'webhook' });
    await clock.advance(8_900);
    const second = tracker.attach(subject(2), reading(2, 'Running'), listener([]), 'search');
    if (second.ok) leave = second.value;

    await clock.advance(5_000);

    expect(tracker.watches()).toBe(0);
    expect(reads).toHaveLength(1);
  });

  it('checks a contradiction although older copies of the webhook keep coming', async () => {
    const { clock, tracker, states, reads } = aTracker();
    states.set(1, 'Pending');
    tracker.attach(subject(1), reading(1, 'Running', '08:59:59'), listener([]), 'look-up');
    await settle();
    const before = reads.length;

    for (let second = 0; second < 60; second += 1) {
      tracker.observe('finance', { ...reading(1, 'Running', '08:59:00').observation, source: 'webhook' });
      await clock.advance(1_000);
    }

    expect(reads.length).toBeGreaterThan(before);
  });

  it('does not spend a read a second on a contradiction that a wrong clock keeps up', async () => {
    const { clock, tracker, reads } = aTracker();
    tracker.attach(subject(1), reading(1, 'Running'), listener([]), 'look-up');
    tracker.observe('finance', { ...reading(1, 'Pending', '10:00:00').observation, source: 'webhook' });

    await clock.advance(600_000);

    expect(reads.length).toBeLessThan(60);
  });
});

/** A tracker over reads from memory; `read` may answer in their place. */
function aTracker(read: (id: number) => Promise<undefined> = async () => undefined) {
  const clock = createVirtualClock();
  const notices: Notice[] = [];
  const states = new Map<number, JobState>();
  const reads: number[] = [];
  const hooks = createHookRegistry(clock, () => {});
  hooks.open('finance', new Secret('a secret'), true);
  const tracker = createTracker({
    clock,
    hooks,
    randomness: { id: () => 'id', secretText: () => 'text', fraction: () => 0.5 },
    notices: { notice: (notice) => void notices.push(notice) },
    watchedJobs: {
      async readById({ id }) {
        reads.push(clock.nowMs());
        await read(id);
        const time = new Date(clock.nowMs()).toISOString().slice(11, 19);
        return succeed(reading(id, states.get(id) ?? 'Running', time));
      },
      readList: async (_, __, ids) => succeed({ asked: ids.length, jobs: [] }),
    },
  });
  return { clock, tracker, hooks, notices, states, reads };
}

function subject(id: number) {
  return { connectionId: 'finance', folder: { key: 'folder', path: 'Finance' }, releaseKey: 'release', id };
}

function reading(id: number, state: JobState, time = '09:00:00', source: 'read' | 'start' = 'read'): FlaggedReading {
  const jobKey = `1c7222dc-416f-4c60-9b17-${String(id).padStart(12, '0')}`;
  return { id, type: 'Unattended', observation: { jobKey, state, asOf: instant(`2026-11-23T${time}Z`), source } };
}

function listener(heard: JobEvent[]) {
  return { event: (event: JobEvent) => void heard.push(event), end: () => {} };
}

function stateOf(event: JobEvent): JobState | undefined {
  return event.kind === 'lifecycle' ? event.move.state : undefined;
}
