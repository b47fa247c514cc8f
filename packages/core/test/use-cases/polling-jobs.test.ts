import { describe, expect, it } from 'vitest';
import type { JobEvent } from '../../src/index.js';
import { admin, createWorld, expectValue, heardOn, type World } from '../world/a-world.js';

describe('polling many jobs', () => {
  it('costs at most 60 calls a minute and connection, however many jobs are followed', async () => {
    const { world } = await followedJobs(100);
    await world.clock.advance(60_000);
    const before = polls(world);

    await world.clock.advance(10 * 60_000);

    expect(polls(world) - before).toBeLessThanOrEqual(10 * 60 + 60);
    expect(world.orchestrator.listReads).toBeGreaterThan(0);
  });

  it('costs no more calls than an embedder allows', async () => {
    const { world } = await followedJobs(100, { readsPerMinute: 6 });
    await world.clock.advance(60_000);
    const before = polls(world);

    await world.clock.advance(10 * 60_000);

    expect(polls(world) - before).toBeLessThanOrEqual(10 * 6 + 6);
  });

  it('reads each by id while there is budget for that', async () => {
    const { world } = await followedJobs(20);

    await world.clock.advance(5_000);

    expect(world.orchestrator.listReads).toBe(0);
  });

  it('tells of moves that a list brought, and of an end with the output that only a read by id brings', async () => {
    const { world, heard } = await followedJobs(100, { readsPerMinute: 6 });
    for (const job of world.orchestrator.started) world.move(job, { state: 'Running' }, 'lost');
    await world.clock.advance(120_000);
    const inTheMiddle = heard.map(({ events }) => lastState(events));
    for (const job of world.orchestrator.started) {
      world.move(job, { state: 'Successful', output: { out_Count: 3 } }, 'lost');
    }
    await world.clock.advance(180_000);

    expect(inTheMiddle).toEqual(Array(100).fill('Running'));
    for (const { events, hasEnded } of heard) {
      expect(events.at(-1)).toMatchObject({ move: { state: 'Successful', via: 'read', output: { out_Count: 3 } } });
      expect(hasEnded()).toBe(true);
    }
  });

  it('reads a job by id that a list lacked, and loses it only when that does not find it either, twice', async () => {
    const { world, heard } = await followedJobs(100, { readsPerMinute: 6 });
    const [gone] = world.orchestrator.started.splice(0, 1);

    await world.clock.advance(240_000);

    const lost = heard.filter(({ events }) => events.at(-1)?.kind === 'lost');
    expect(lost.map(({ events }) => events.at(-1))).toEqual([{ kind: 'lost', jobKey: gone?.key, reason: 'gone' }]);
  });

  it('is not lost by a list alone that Orchestrator refuses', async () => {
    const { world, heard } = await followedJobs(100, { readsPerMinute: 6 });
    world.orchestrator.failing.set('readList', { code: 'orchestrator-forbidden', detail: 'Jobs.View' });

    await world.clock.advance(600_000);

    expect(heard.filter(({ hasEnded }) => hasEnded())).toEqual([]);
  });

  it('goes on after a list that failed', async () => {
    const { world, heard } = await followedJobs(100, { readsPerMinute: 6 });
    world.orchestrator.failing.set('readList', { code: 'orchestrator-unavailable', detail: 'maintenance' });
    await world.clock.advance(120_000);
    for (const job of world.orchestrator.started) world.move(job, { state: 'Running' }, 'lost');

    world.orchestrator.failing.clear();
    await world.clock.advance(300_000);

    expect(heard.map(({ events }) => lastState(events))).toEqual(Array(100).fill('Running'));
  });

  it('asks again for what a list had no room for', async () => {
    const { world, heard } = await followedJobs(100, { readsPerMinute: 6 });
    const { jobs } = world.orchestrator;
    const readList = jobs.readList;
    Object.assign(jobs, {
      readList: async (...[access, folder, ids]: Parameters<typeof readList>) =>
        readList(access, folder, ids.slice(0, 20)),
    });
    for (const job of world.orchestrator.started) world.move(job, { state: 'Running' }, 'lost');

    await world.clock.advance(240_000);

    expect(heard.map(({ events }) => lastState(events))).toEqual(Array(100).fill('Running'));
  });
});

describe('an answer that is not as it should be', () => {
  it('is counted and ignored when it is about another job, and the job is read again', async () => {
    const { world, heard } = await followedJobs(2, {});
    const { jobs } = world.orchestrator;
    const readById = jobs.readById;
    Object.assign(jobs, {
      readById: async (...[access, folder, id]: Parameters<typeof readById>) =>
        readById(access, folder, id === 125_161 ? 125_162 : id),
    });
    world.move(world.orchestrator.started[1], { state: 'Running' }, 'lost');
    await world.clock.advance(30_000);

    expect(heard.map(({ events }) => lastState(events))).toEqual(['Pending', 'Running']);
    expect(world.notices).toContainEqual({
      kind: 'observation-ignored',
      connectionId: expect.any(String),
      why: 'foreign-key',
    });

    Object.assign(jobs, { readById });
    world.move(world.orchestrator.started[0], { state: 'Running' }, 'lost');
    await world.clock.advance(60_000);

    expect(heard.map(({ events }) => lastState(events))).toEqual(['Running', 'Running']);
  });

  it('does not hold up an end for longer than ten seconds when it does not come at all', async () => {
    const { world, heard } = await followedJobs(1);
    Object.assign(world.orchestrator.jobs, { readById: () => new Promise(() => {}) });

    world.move(world.orchestrator.started[0], { state: 'Successful', output: { out_Count: 3 } });
    await world.clock.advance(9_000);
    expect(heard[0]?.hasEnded()).toBe(false);
    await world.clock.advance(2_000);

    expect(heard[0]?.events.at(-1)).toMatchObject({ move: { state: 'Successful', flags: ['output-unread'] } });
  });

  it.each([
    ['is never answered', () => new Promise<never>(() => {})],
    ['breaks off', () => Promise.reject(new Error('a bug'))],
  ])('holds up neither the end nor the reading when a poll is under way that %s', async (_, readById) => {
    const { world, heard } = await followedJobs(2);
    const { jobs } = world.orchestrator;
    const honest = jobs.readById;
    Object.assign(jobs, { readById });
    await world.clock.advance(6_000);

    world.move(world.orchestrator.started[0], { state: 'Successful', output: {} });
    await world.clock.advance(12_000);
    Object.assign(jobs, { readById: honest });
    world.move(world.orchestrator.started[1], { state: 'Running' });
    await world.clock.advance(1_000);

    expect(heard.map(({ events }) => lastState(events))).toEqual(['Successful', 'Running']);
  });

  it('is read again when the read broke off', async () => {
    const { world, heard } = await followedJobs(1);
    const { jobs } = world.orchestrator;
    const honest = jobs.readById;
    Object.assign(jobs, { readById: () => Promise.reject(new Error('a bug')) });
    await world.clock.advance(6_000);

    Object.assign(jobs, { readById: honest });
    world.move(world.orchestrator.started[0], { state: 'Running' }, 'lost');
    await world.clock.advance(60_000);

    expect(lastState(heard[0]?.events ?? [])).toBe('Running');
  });

  it('does not silence a job for an hour because Orchestrator asks for that', async () => {
    const { world, heard } = await followedJobs(1, {});
    const away = { code: 'orchestrator-unavailable', detail: 'maintenance', retryAfterMs: 3_600_000 } as const;
    world.orchestrator.failing.set('readById', away);
    await world.clock.advance(30_000);

    world.orchestrator.failing.clear();
    world.move(world.orchestrator.started[0], { state: 'Running' }, 'lost');
    await world.clock.advance(130_000);

    expect(lastState(heard[0]?.events ?? [])).toBe('Running');
  });

  it('does not hold up an end, or flag it, when only the process cannot be read', async () => {
    const { world, heard } = await followedJobs(1);
    Object.assign(world.orchestrator.directory, { findProcess: () => new Promise(() => {}) });

    world.move(world.orchestrator.started[0], { state: 'Successful' });
    await world.clock.advance(4_000);

    expect(heard[0]?.events.at(-1)).toMatchObject({ move: { state: 'Successful' } });
    expect(heard[0]?.events.at(-1)).not.toHaveProperty('move.flags');
  });

  it('is counted when it says of an ended job, whose stream is over, that it ended otherwise', async () => {
    const { world } = await followedJobs(1);
    world.move(world.orchestrator.started[0], { state: 'Stopped' });
    await world.clock.advance(1_000);

    for (let copy = 0; copy < 2; copy += 1) world.move(world.orchestrator.started[0], { state: 'Successful' });

    expect(world.notices.filter(({ kind }) => kind === 'end-changed')).toHaveLength(1);
  });
});

/** So many jobs of one process, each followed by one listener; no webhooks. */
async function followedJobs(count: number, options?: Parameters<typeof createWorld>[0]) {
  const world = createWorld(options);
  const reference = await world.bind(await world.connect());
  const heard: Awaited<ReturnType<typeof heardOn<JobEvent>>>[] = [];
  for (let number = 0; number < count; number += 1) {
    const { job } = expectValue(await world.cuelight.startJob(reference.id, {}, admin));
    heard.push(await heardOn(expectValue(await world.cuelight.jobs.watch(reference.id, job.jobKey, admin))));
  }
  return { world, heard };
}

function polls({ notices }: World): number {
  return notices.filter((notice) => notice.kind === 'job-read' && notice.why === 'polling').length;
}

function lastState(events: readonly JobEvent[]): string | undefined {
  const event = events.at(-1);
  if (event?.kind === 'snapshot') return event.job.state;
  return event?.kind === 'lifecycle' ? event.move.state : event?.kind;
}
