import { describe, expect, it } from 'vitest';
import type { JobEvent, ProcessReference } from '../../src/index.js';
import { admin, createWorld, expectValue, heardOn, type World } from '../world/a-world.js';

describe('following a job', () => {
  it('begins with where the job stands, tells each move a webhook brings, and ends with its output', async () => {
    const { world, job, follow } = await aStartedJob();
    const { events, hasEnded } = await follow();

    world.move(job(), { state: 'Running' });
    world.move(job(), { state: 'Successful', output: { out_Count: 3 } });
    await world.clock.advance(0);

    expect(brief(events)).toEqual(['snapshot Pending', 'Pending > Running webhook', 'Running > Successful webhook']);
    expect(events.at(-1)).toMatchObject({ move: { output: { out_Count: 3 }, inferred: false } });
    expect(hasEnded()).toBe(true);
  });

  it('reaches the end by reading alone when every webhook is lost, and counts what it repaired', async () => {
    const { world, job, follow } = await aStartedJob();
    const { events, hasEnded } = await follow();

    world.move(job(), { state: 'Running' }, 'lost');
    await world.clock.advance(120_000);
    world.move(job(), { state: 'Successful', output: {} }, 'lost');
    await world.clock.advance(120_000);

    expect(brief(events)).toEqual(['snapshot Pending', 'Pending > Running read', 'Running > Successful read']);
    expect(hasEnded()).toBe(true);
    expect(world.notices.filter(({ kind }) => kind === 'event-repaired')).toHaveLength(2);
  });

  it('repairs nothing where no webhook is expected', async () => {
    const { world, job, follow } = await aStartedJob(createWorld({}));
    await follow();

    world.move(job(), { state: 'Running' }, 'lost');
    await world.clock.advance(60_000);

    expect(world.notices.filter(({ kind }) => kind === 'event-repaired')).toEqual([]);
  });

  it('tells a skipped state as inferred, without a time', async () => {
    const { world, job, follow } = await aStartedJob();
    const { events } = await follow();

    world.move(job(), { state: 'Suspended' });
    await world.clock.advance(0);

    expect(events.slice(1)).toEqual([
      {
        kind: 'lifecycle',
        move: { jobKey: job().key, from: 'Pending', state: 'Running', via: 'webhook', inferred: true },
      },
      {
        kind: 'lifecycle',
        move: {
          jobKey: job().key,
          from: 'Running',
          state: 'Suspended',
          at: expect.any(String),
          via: 'webhook',
          inferred: false,
        },
      },
    ]);
  });

  it('tells the same state once, however often it is reported', async () => {
    const { world, job, follow } = await aStartedJob();
    const { events } = await follow();

    for (let copy = 0; copy < 3; copy += 1) world.move(job(), { state: 'Running' });
    await world.clock.advance(0);

    expect(brief(events)).toEqual(['snapshot Pending', 'Pending > Running webhook']);
  });

  it('does not go back when an older report arrives late', async () => {
    const { world, job, follow } = await aStartedJob();
    const { events } = await follow();
    world.move(job(), { state: 'Running' }, 'lost');
    const lateByMs = 5_000;
    await world.clock.advance(lateByMs);
    world.move(job(), { state: 'Stopping' });
    await world.clock.advance(0);

    world.orchestrator.skewMs = -lateByMs;
    world.move(job(), { state: 'Running' });
    world.orchestrator.skewMs = 0;
    job().state = 'Stopping';
    await world.clock.advance(0);

    expect(brief(events).at(-1)).toBe('Running > Stopping webhook');
  });

  it('tells the fault of a job, whose text came with the webhook or the read', async () => {
    const { world, job, follow } = await aStartedJob();
    const { events } = await follow();

    world.move(job(), { state: 'Faulted', faultMessage: 'The invoice has no number' });
    await world.clock.advance(0);

    expect(events.at(-1)).toMatchObject({
      move: { from: 'Pending', state: 'Faulted', fault: { message: 'The invoice has no number' } },
    });
  });

  it('tells the end without the output when that cannot be read for 10 seconds', async () => {
    const { world, job, follow } = await aStartedJob();
    const { events, hasEnded } = await follow();
    world.orchestrator.failing.set('readById', { code: 'orchestrator-unavailable', detail: 'maintenance' });

    world.move(job(), { state: 'Successful', output: { out_Count: 3 } });
    await world.clock.advance(8_000);
    expect(brief(events)).toEqual(['snapshot Pending']);
    await world.clock.advance(4_000);

    expect(events.at(-1)).toMatchObject({ move: { state: 'Successful', via: 'webhook', flags: ['output-unread'] } });
    expect(events.at(-1)).not.toHaveProperty('move.output');
    expect(hasEnded()).toBe(true);
  });

  it('tells a stop in the order it happens, and reads the job after asking for it', async () => {
    const { world, job, follow, reference } = await aStartedJob();
    world.move(job(), { state: 'Running' });
    const { events } = await follow();

    const stopped = expectValue(await world.cuelight.jobs.stop(reference.id, job().key, 'soft', admin));
    expect(stopped).toMatchObject({ hadEnded: false, job: { state: 'Stopping' } });
    world.move(job(), { state: 'Stopped' });
    await world.clock.advance(0);

    expect(brief(events)).toEqual(['snapshot Running', 'Running > Stopping read', 'Stopping > Stopped webhook']);
  });

  it('gives a listener that comes later a snapshot, and the same end', async () => {
    const { world, job, follow } = await aStartedJob();
    const early = await follow();
    world.move(job(), { state: 'Running' });
    const late = await follow();

    world.move(job(), { state: 'Stopped' });
    await world.clock.advance(0);

    expect(brief(early.events).slice(1)).toEqual(['Pending > Running webhook', 'Running > Stopped webhook']);
    expect(brief(late.events)).toEqual(['snapshot Running', 'Running > Stopped webhook']);
  });

  it('tells a listener of an ended job its end in the snapshot, and ends', async () => {
    const { world, job, follow } = await aStartedJob();
    world.move(job(), { state: 'Successful', output: { out_Count: 3 } });

    const { events, hasEnded } = await follow();

    expect(events).toEqual([
      { kind: 'snapshot', job: { jobKey: job().key, state: 'Successful', output: { out_Count: 3 } } },
    ]);
    expect(hasEnded()).toBe(true);
  });

  it('tells those who listened already of an end that a newcomer’s read brings', async () => {
    const { world, job, follow } = await aStartedJob();
    const early = await follow();

    world.move(job(), { state: 'Stopped' }, 'lost');
    const late = await follow();

    expect(brief(early.events)).toEqual(['snapshot Pending', 'Pending > Stopped read']);
    expect([early.hasEnded(), late.hasEnded()]).toEqual([true, true]);
    expect(brief(late.events)).toEqual(['snapshot Stopped']);
  });

  it('reads a contradicting report again, and begins anew once a later read still says so', async () => {
    const { world, job, follow } = await aStartedJob();
    world.move(job(), { state: 'Stopping' });
    const { events } = await follow();
    await world.clock.advance(2_000);

    world.move(job(), { state: 'Running' });
    await world.clock.advance(100);
    expect(brief(events)).toEqual(['snapshot Stopping']);
    await world.clock.advance(3_000);

    expect(brief(events)).toEqual(['snapshot Stopping', 'snapshot Running']);
    expect(world.notices.filter(({ kind }) => kind === 'contradicted').length).toBeGreaterThan(0);
  });

  it.each([
    ['gone', undefined],
    ['forbidden', { code: 'orchestrator-forbidden', detail: 'Jobs.View' } as const],
    ['forbidden', { code: 'folder-not-accessible', detail: 'Finance' } as const],
  ])('says that a job is lost (%s) when two reads in a row say so', async (reason, failure) => {
    const { world, job, follow } = await aStartedJob(createWorld({}));
    const { events, hasEnded } = await follow();
    if (failure === undefined) world.orchestrator.started.splice(0);
    else world.orchestrator.failing.set('readById', failure);

    await world.clock.advance(60_000);

    expect(events.at(-1)).toEqual({ kind: 'lost', jobKey: expect.any(String), reason });
    expect(hasEnded()).toBe(true);
    expect(job).toBeDefined();
  });

  it('is not lost by a single read that does not find it', async () => {
    const { world, job, follow } = await aStartedJob(createWorld({}));
    const { hasEnded } = await follow();
    const kept = world.orchestrator.started.splice(0);
    while (world.orchestrator.readsById === 0) await world.clock.advance(100);

    world.orchestrator.started.push(...kept);
    await world.clock.advance(60_000);

    expect(hasEnded()).toBe(false);
    expect(job().state).toBe('Pending');
  });

  it('tells that the connection is being removed', async () => {
    const { world, follow, reference } = await aStartedJob();
    const { events, hasEnded } = await follow();

    await world.cuelight.disconnect(reference.connectionId, { deleteReferences: true, acceptOrphanWebhook: false });
    await world.clock.advance(0);

    expect(events.at(-1)).toMatchObject({ kind: 'lost', reason: 'retired' });
    expect(hasEnded()).toBe(true);
  });

  it('is lost too when its connection is removed while the stream is being opened', async () => {
    const { world, job, reference } = await aStartedJob();
    const removal = { deleteReferences: true, acceptOrphanWebhook: false };
    rightAfterLookUp(world, () => world.cuelight.disconnect(reference.connectionId, removal));

    const { events, hasEnded } = await heardOn(
      expectValue(await world.cuelight.jobs.watch(reference.id, job().key, admin)),
    );
    await world.clock.advance(1_500);

    expect(brief(events)).toEqual(['snapshot Pending', 'lost retired']);
    expect(hasEnded()).toBe(true);
  });

  it('is read soon after it is first followed, since a webhook may have come just before', async () => {
    const { world, job, reference } = await aStartedJob();
    rightAfterLookUp(world, () => world.move(job(), { state: 'Successful', output: {} }));

    const { hasEnded } = await heardOn(expectValue(await world.cuelight.jobs.watch(reference.id, job().key, admin)));
    await world.clock.advance(1_500);

    expect(hasEnded()).toBe(true);
  });

  it('is read once at a time', async () => {
    const { world, job, follow } = await aStartedJob();
    world.move(job(), { state: 'Stopping' });
    await follow();
    const { jobs } = world.orchestrator;
    const read = jobs.readById;
    let underWay = 0;
    let most = 0;
    Object.assign(jobs, {
      readById: async (...call: Parameters<typeof read>) => {
        underWay += 1;
        most = Math.max(most, underWay);
        await new Promise<void>((resolve) => world.clock.after(5_000, resolve));
        underWay -= 1;
        return read(...call);
      },
    });

    await world.clock.advance(2_000);
    world.move(job(), { state: 'Running' });
    await world.clock.advance(500);
    world.move(job(), { state: 'Running' });
    await world.clock.advance(20_000);

    expect(most).toBe(1);
  });

  it('is read again no sooner than Orchestrator asks for, and told without output in time all the same', async () => {
    const { world, job, follow } = await aStartedJob();
    const { hasEnded } = await follow();
    const busy = { code: 'orchestrator-throttled', detail: 'busy', retryAfterMs: 60_000 } as const;
    world.orchestrator.failing.set('readById', busy);

    world.move(job(), { state: 'Stopped' });
    await world.clock.advance(9_000);
    const failedReads = world.notices.filter(({ kind }) => kind === 'read-failed').length;
    await world.clock.advance(2_000);

    expect(failedReads).toBe(1);
    expect(hasEnded()).toBe(true);
  });

  it('is no repaired event when the read after a stop tells of it', async () => {
    const { world, job, follow, reference } = await aStartedJob();
    world.move(job(), { state: 'Running' });
    await follow();

    await world.cuelight.jobs.stop(reference.id, job().key, 'soft', admin);

    expect(world.notices.filter(({ kind }) => kind === 'event-repaired')).toEqual([]);
  });

  it('goes on for jobs of other connections when one is removed', async () => {
    const { world, follow, reference } = await aStartedJob();
    const { hasEnded } = await follow();
    const other = await world.connect();

    await world.cuelight.disconnect(other.id, { deleteReferences: true, acceptOrphanWebhook: false });
    await world.clock.advance(0);

    expect(other.id).not.toBe(reference.connectionId);
    expect(hasEnded()).toBe(false);
  });

  it('stops reading when the last listener has left', async () => {
    const { world, job, reference } = await aStartedJob();
    const stream = expectValue(await world.cuelight.jobs.watch(reference.id, job().key, admin));
    await world.clock.advance(60_000);
    const readsWhileHeard = world.orchestrator.readsById;

    stream.close();
    await world.clock.advance(600_000);

    expect(readsWhileHeard).toBeGreaterThan(0);
    expect(world.orchestrator.readsById).toBe(readsWhileHeard);
  });

  it('follows no more jobs than it may', async () => {
    const { world, job, follow, reference } = await aStartedJob(createWorld({ maxWatches: 1 }));
    await follow();
    const second = expectValue(await world.cuelight.startJob(reference.id, {}, admin));

    const refused = await world.cuelight.jobs.watch(reference.id, second.job.jobKey, admin);

    expect(refused).toMatchObject({ ok: false, failure: { code: 'too-many-watches' } });
    expect(await world.cuelight.jobs.watch(reference.id, job().key, admin)).toMatchObject({ ok: true });
  });

  it('ends every stream when the service stops', async () => {
    const { world, follow } = await aStartedJob();
    const { events, hasEnded } = await follow();

    world.cuelight.close();
    await world.clock.advance(0);

    expect(hasEnded()).toBe(true);
    expect(events).toHaveLength(1);
  });
});

describe('whose job it is', () => {
  it('answers a job of another process as if there were none', async () => {
    const { world, job, reference } = await aStartedJob();
    Object.assign(job(), { releaseKey: 'another' });

    const found = await world.cuelight.jobs.read(reference.id, job().key, admin);

    expect(found).toMatchObject({ ok: false, failure: { code: 'job-not-found' } });
  });

  it('answers a job of another app as if there were none, even on the same process', async () => {
    const { world, job } = await aStartedJob();
    const [connection] = world.storage.rows.connections.values();
    if (connection === undefined) throw new Error('no connection');
    const foreign = await world.bind(connection);

    const found = await world.cuelight.jobs.read(foreign.id, job().key, admin);

    expect(found).toMatchObject({ ok: false, failure: { code: 'job-not-found' } });
  });

  it('answers a job that was started in Orchestrator itself as if there were none', async () => {
    const { world, job, reference } = await aStartedJob();
    Object.assign(job(), { reference: undefined });

    const answers = [
      await world.cuelight.jobs.read(reference.id, job().key, admin),
      await world.cuelight.jobs.watch(reference.id, job().key, admin),
      await world.cuelight.jobs.stop(reference.id, job().key, 'kill', admin),
    ];

    expect(answers).toMatchObject(Array(3).fill({ ok: false, failure: { code: 'job-not-found' } }));
    expect(job().state).toBe('Pending');
  });

  it('lets an attended job that no app started be read and followed, but not stopped', async () => {
    const { world, job, follow, reference } = await aStartedJob();
    Object.assign(job(), { type: 'Attended', reference: '', state: 'Running' });

    const read = await world.cuelight.jobs.read(reference.id, job().key, admin);
    const stopped = await world.cuelight.jobs.stop(reference.id, job().key, 'kill', admin);

    expect(read).toMatchObject({ ok: true, value: { state: 'Running' } });
    expect((await follow()).events).toMatchObject([{ kind: 'snapshot' }]);
    expect(stopped).toMatchObject({ ok: false, failure: { code: 'job-not-found' } });
    expect(job().state).toBe('Running');
  });

  it('does not show an attended job that another app started', async () => {
    const { world, job, reference } = await aStartedJob();
    Object.assign(job(), { type: 'Attended', reference: 'cl1.another-app.key.body' });

    const read = await world.cuelight.jobs.read(reference.id, job().key, admin);

    expect(read).toMatchObject({ ok: false, failure: { code: 'job-not-found' } });
  });

  it('goes by the process alone where the version keeps no reference', async () => {
    const world = createWorld();
    world.orchestrator.apiVersion = 10;
    const { job, reference } = await aStartedJob(world);

    expect(await world.cuelight.jobs.read(reference.id, job().key, admin)).toMatchObject({ ok: true });
  });

  it('answers a process reference of a foreign app as if there were none', async () => {
    const { world, job, reference } = await aStartedJob();
    const stranger = { scope: 'runtime', appId: 'another-app' } as const;

    const answers = [
      await world.cuelight.jobs.read(reference.id, job().key, stranger),
      await world.cuelight.jobs.watch(reference.id, job().key, stranger),
      await world.cuelight.jobs.stop(reference.id, job().key, 'kill', stranger),
      await world.cuelight.startJob(reference.id, {}, stranger),
    ];

    expect(answers).toMatchObject(Array(4).fill({ ok: false, failure: { code: 'process-not-found' } }));
  });
});

describe('stopping a job', () => {
  it('says that a job had ended before, and leaves it as it is', async () => {
    const { world, job, reference } = await aStartedJob();
    job().state = 'Faulted';

    const stopped = await world.cuelight.jobs.stop(reference.id, job().key, 'kill', admin);

    expect(stopped).toMatchObject({ ok: true, value: { hadEnded: true, job: { state: 'Faulted' } } });
  });

  it('says so too when the job ended while the stop was under way', async () => {
    const { world, job, reference } = await aStartedJob();
    world.orchestrator.failing.set('stop', { code: 'orchestrator-refused', detail: 'It has ended.' });
    const stopping = world.cuelight.jobs.stop(reference.id, job().key, 'kill', admin);
    job().state = 'Successful';

    expect(await stopping).toMatchObject({ ok: true, value: { hadEnded: true, job: { state: 'Successful' } } });
  });

  it('passes on a refusal when the job still runs', async () => {
    const { world, job, reference } = await aStartedJob();
    world.orchestrator.failing.set('stop', { code: 'orchestrator-refused', detail: 'No.' });

    const stopped = await world.cuelight.jobs.stop(reference.id, job().key, 'kill', admin);

    expect(stopped).toMatchObject({ ok: false, failure: { code: 'orchestrator-refused' } });
  });
});

async function aStartedJob(world: World = createWorld()) {
  const reference: ProcessReference = await world.bind(await world.connect());
  expectValue(await world.cuelight.startJob(reference.id, {}, admin));
  const job = () => {
    const [first] = world.orchestrator.started;
    if (first === undefined) throw new Error('no job was started');
    return first;
  };
  const follow = async () => heardOn(expectValue(await world.cuelight.jobs.watch(reference.id, job().key, admin)));
  return { world, reference, job, follow };
}

/** Has something happen between the look-up of a job by its key and whatever follows from it. */
function rightAfterLookUp({ orchestrator: { jobs } }: World, happen: () => unknown): void {
  const find = jobs.findByKey;
  Object.assign(jobs, {
    findByKey: async (...call: Parameters<typeof find>) => {
      const found = await find(...call);
      await happen();
      return found;
    },
  });
}

function brief(events: readonly JobEvent[]): readonly string[] {
  return events.map((event) => {
    if (event.kind === 'snapshot') return `snapshot ${event.job.state}`;
    if (event.kind === 'lost') return `lost ${event.reason}`;
    return `${event.move.from} > ${event.move.state} ${event.move.via}`;
  });
}
