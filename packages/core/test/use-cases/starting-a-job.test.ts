import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AppEvent, type Failure, mostJobsFound } from '../../src/index.js';
import { admin, createWorld, expectValue, heardOn, type World } from '../world/a-world.js';

const input = { in_Period: '2026-11', in_Count: 3 };

describe('starting a job', () => {
  it('sends the input as canonical text, with a reference of the app, and answers the job', async () => {
    const { world, reference } = await aBoundProcess();

    const started = expectValue(await world.cuelight.startJob(reference.id, { input, runtime: 'Unattended' }, admin));

    expect(started).toEqual({ job: { jobKey: world.orchestrator.started[0]?.key, state: 'Pending' }, repeated: false });
    expect(world.orchestrator.started[0]?.inputText).toBe('{"in_Count":3,"in_Period":"2026-11"}');
    expect(world.orchestrator.started[0]?.reference).toMatch(/^cl1\.[\w-]{12}\.[\w-]{43}\.[\w-]{22}$/);
  });

  it('sends no input when there is none', async () => {
    const { world, reference } = await aBoundProcess();

    await world.cuelight.startJob(reference.id, {}, admin);

    expect(world.orchestrator.started[0]?.inputText).toBeUndefined();
  });

  it('refuses an input that Orchestrator would refuse, before the call', async () => {
    const { world, reference } = await aBoundProcess();

    const fits = await world.cuelight.startJob(reference.id, { input: { a: 'x'.repeat(9_992) } }, admin);
    const refused = await world.cuelight.startJob(reference.id, { input: { a: 'x'.repeat(9_993) } }, admin);

    expect(fits).toMatchObject({ ok: true });
    expect(refused).toMatchObject({ ok: false, failure: { code: 'input-too-large' } });
    expect(JSON.stringify(refused)).not.toContain('xxx');
    expect(world.orchestrator.started).toHaveLength(1);
  });

  it('refuses a process that runs on the user’s own computer', async () => {
    const world = createWorld();
    const reference = await world.bind(await world.connect(), { runOn: 'local-robot' });

    const refused = await world.cuelight.startJob(reference.id, {}, admin);

    expect(refused).toMatchObject({ ok: false, failure: { code: 'runs-locally' } });
  });

  it('refuses when the process is no longer in its folder', async () => {
    const { world, reference } = await aBoundProcess();
    world.orchestrator.process = undefined;

    const refused = await world.cuelight.startJob(reference.id, {}, admin);

    expect(refused).toMatchObject({ ok: false, failure: { code: 'release-not-found' } });
    expect(world.orchestrator.started).toEqual([]);
  });

  it('refuses on a connection that is being removed', async () => {
    const { world, reference } = await aBoundProcess();
    const row = world.storage.rows.connections.get(reference.connectionId);
    if (row !== undefined) world.storage.rows.connections.set(row.id, { ...row, status: 'retired' });

    expect(await world.cuelight.startJob(reference.id, {}, admin)).toMatchObject({
      ok: false,
      failure: { code: 'connection-not-usable' },
    });
  });
});

describe('the version that runs', () => {
  it('is refused when the reference pins another one, naming both', async () => {
    const world = createWorld();
    const reference = await world.bind(await world.connect(), { version: '1.0.3' });
    world.orchestrator.process = { version: '1.0.4', releaseVersionId: 2002 };

    const refused = await world.cuelight.startJob(reference.id, {}, admin);

    expect(refused).toMatchObject({
      ok: false,
      failure: { code: 'process-version-changed', detail: expect.stringMatching(/1\.0\.3.*1\.0\.4/) },
    });
    expect(world.orchestrator.started).toEqual([]);
  });

  it('is followed when none is pinned, and the change is told once', async () => {
    const { world, reference } = await aBoundProcess();
    world.orchestrator.process = { version: '1.0.4', releaseVersionId: 2002 };

    const first = expectValue(await world.cuelight.startJob(reference.id, {}, admin));
    const second = expectValue(await world.cuelight.startJob(reference.id, {}, admin));

    expect(first.versionChanged).toEqual({ from: '1.0.3', to: '1.0.4' });
    expect(second.versionChanged).toBeUndefined();
  });

  it('is told by the next start when the one that saw the change failed', async () => {
    const { world, reference } = await aBoundProcess();
    world.orchestrator.process = { version: '1.0.4', releaseVersionId: 2002 };
    world.orchestrator.failing.set('start', { code: 'orchestrator-refused', detail: 'No robot.' });
    await world.cuelight.startJob(reference.id, {}, admin);
    world.orchestrator.failing.clear();

    const started = expectValue(await world.cuelight.startJob(reference.id, {}, admin));

    expect(started.versionChanged).toEqual({ from: '1.0.3', to: '1.0.4' });
  });

  it('is flagged when a pinned process changed between the check and the start', async () => {
    const world = createWorld();
    const reference = await world.bind(await world.connect(), { version: '1.0.3' });
    const start = world.orchestrator.jobs.start;
    Object.assign(world.orchestrator.jobs, {
      start: (...call: Parameters<typeof start>) => {
        world.orchestrator.process = { version: '1.0.4', releaseVersionId: 2002 };
        return start(...call);
      },
    });

    const started = expectValue(await world.cuelight.startJob(reference.id, {}, admin));

    expect(started.job.flags).toEqual(['version-raced']);
  });

  it('must be the present one when a reference pins it', async () => {
    const world = createWorld();
    const connection = await world.connect();

    await expect(world.bind(connection, { version: '9.9.9' })).rejects.toThrow('process-version-changed');
  });
});

describe('repeating a start with the same idempotency key', () => {
  const key = 'order-4711';

  it('answers the same job, and starts no second one', async () => {
    const { world, reference } = await aBoundProcess();
    const first = expectValue(await world.cuelight.startJob(reference.id, { input, idempotencyKey: key }, admin));

    const again = expectValue(await world.cuelight.startJob(reference.id, { input, idempotencyKey: key }, admin));

    expect(again).toEqual({ job: first.job, repeated: true });
    expect(world.orchestrator.started).toHaveLength(1);
  });

  it('answers the same job even when the process has changed or gone since, and leaves the news to a real start', async () => {
    const world = createWorld();
    const connection = await world.connect();
    const [pinned, following] = [await world.bind(connection, { version: '1.0.3' }), await world.bind(connection)];
    const start = (id: string) => world.cuelight.startJob(id, { idempotencyKey: key }, admin);
    await start(pinned.id);
    await start(following.id);

    world.orchestrator.process = { version: '1.0.4', releaseVersionId: 2002 };
    const repeats = [await start(pinned.id), await start(following.id)];
    const fresh = await world.cuelight.startJob(following.id, {}, admin);
    world.orchestrator.process = undefined;
    repeats.push(await start(pinned.id));

    expect(repeats).toMatchObject(Array(3).fill({ ok: true, value: { repeated: true } }));
    expect(fresh).toMatchObject({ value: { versionChanged: { to: '1.0.4' } } });
  });

  it('refuses another input under it', async () => {
    const { world, reference } = await aBoundProcess();
    await world.cuelight.startJob(reference.id, { input, idempotencyKey: key }, admin);

    const refused = await world.cuelight.startJob(reference.id, { input: {}, idempotencyKey: key }, admin);

    expect(refused).toMatchObject({ ok: false, failure: { code: 'idempotency-key-reused' } });
    expect(world.orchestrator.started).toHaveLength(1);
  });

  it('takes no input and an empty one for the same', async () => {
    const { world, reference } = await aBoundProcess();

    await world.cuelight.startJob(reference.id, { idempotencyKey: key }, admin);
    const again = await world.cuelight.startJob(reference.id, { input: {}, idempotencyKey: key }, admin);

    expect(again).toMatchObject({ ok: true, value: { repeated: true } });
  });

  it('starts one job when two ask at once: the other is told to come back', async () => {
    const { world, reference } = await aBoundProcess();

    const answers = await Promise.all(
      [1, 2].map(() => world.cuelight.startJob(reference.id, { input, idempotencyKey: key }, admin)),
    );

    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({
      failure: { code: 'start-in-progress', retryAfterMs: expect.any(Number) },
    });
    expect(world.orchestrator.started).toHaveLength(1);
  });

  it('starts separate jobs for separate keys, processes and starts without a key', async () => {
    const { world, reference } = await aBoundProcess();
    const [connection] = world.storage.rows.connections.values();
    if (connection === undefined) throw new Error('no connection');
    const other = await world.bind(connection);

    await world.cuelight.startJob(reference.id, { input, idempotencyKey: key }, admin);
    await world.cuelight.startJob(reference.id, { input, idempotencyKey: 'order-4712' }, admin);
    await world.cuelight.startJob(other.id, { input, idempotencyKey: key }, admin);
    await world.cuelight.startJob(reference.id, { input }, admin);
    await world.cuelight.startJob(reference.id, { input }, admin);

    expect(world.orchestrator.started).toHaveLength(5);
  });

  it('answers the job with the lowest id when there are several, and counts it', async () => {
    const { world, reference } = await aBoundProcess();
    const first = expectValue(await world.cuelight.startJob(reference.id, { input, idempotencyKey: key }, admin));
    const [job] = world.orchestrator.started;
    if (job !== undefined) world.orchestrator.started.push({ ...job, id: job.id + 7, key: 'the-double' });

    const again = expectValue(await world.cuelight.startJob(reference.id, { input, idempotencyKey: key }, admin));

    expect(again.job.jobKey).toBe(first.job.jobKey);
    expect(world.notices).toContainEqual(expect.objectContaining({ kind: 'start-doubled', jobs: 2 }));
  });

  it('starts nothing when it cannot be told whether there was a start before', async () => {
    const { world, reference } = await aBoundProcess();
    world.orchestrator.failing.set('findByReference', { code: 'orchestrator-unavailable', detail: 'maintenance' });

    const refused = await world.cuelight.startJob(reference.id, { input, idempotencyKey: key }, admin);

    expect(refused).toMatchObject({ ok: false, failure: { code: 'orchestrator-unavailable' } });
    expect(world.orchestrator.started).toEqual([]);
  });
});

describe('a start that got no answer', () => {
  const key = 'order-4711';

  it('is searched for, and its job is the answer', async () => {
    const { world, reference } = await aBoundProcess();
    world.orchestrator.startReply = 'lost';

    const started = expectValue(await world.cuelight.startJob(reference.id, { input }, admin));

    expect(started).toMatchObject({ repeated: false, job: { state: 'Pending' } });
    expect(world.orchestrator.started).toHaveLength(1);
  });

  it('is answered as unknown after 10 seconds, and a repeat waits until it is known', async () => {
    const { world, reference } = await aBoundProcess();
    world.orchestrator.startReply = 'lost-and-delayed';
    const asked = world.cuelight.startJob(reference.id, { input, idempotencyKey: key }, admin);
    await world.clock.advance(10_000);
    expect(await asked).toMatchObject({ ok: false, failure: { code: 'start-outcome-unknown' } });

    const early = await world.cuelight.startJob(reference.id, { input, idempotencyKey: key }, admin);
    world.orchestrator.releaseDelayed();
    await world.clock.advance(5_000);
    const late = await world.cuelight.startJob(reference.id, { input, idempotencyKey: key }, admin);

    expect(early).toMatchObject({ ok: false, failure: { code: 'start-in-progress' } });
    expect(late).toMatchObject({ ok: true, value: { repeated: true } });
    expect(world.orchestrator.started).toHaveLength(1);
  });

  it('may be made anew once no job can appear any more', async () => {
    const { world, reference } = await aBoundProcess();
    world.orchestrator.failing.set('start', noAnswer);
    const asked = world.cuelight.startJob(reference.id, { input, idempotencyKey: key }, admin);
    await world.clock.advance(149_000);
    expect(await asked).toMatchObject({ ok: false });
    expect(await world.cuelight.startJob(reference.id, { input, idempotencyKey: key }, admin)).toMatchObject({
      ok: false,
      failure: { code: 'start-in-progress' },
    });
    await world.clock.advance(10_000);
    world.orchestrator.failing.delete('start');

    const again = await world.cuelight.startJob(reference.id, { input, idempotencyKey: key }, admin);

    expect(again).toMatchObject({ ok: true, value: { repeated: false } });
  });

  it('is told with its output when it had ended before it was found', async () => {
    const { world, reference } = await aBoundProcess();
    const { events } = await watchApp(world, reference.appId);
    world.orchestrator.startReply = 'lost';
    const { jobs } = world.orchestrator;
    const search = jobs.findByReference;
    Object.assign(jobs, {
      findByReference: (...call: Parameters<typeof search>) => {
        Object.assign(world.orchestrator.started[0] ?? {}, { state: 'Successful', output: { out_Count: 3 } });
        return search(...call);
      },
    });

    await world.cuelight.startJob(reference.id, { input }, admin);
    await world.clock.advance(0);

    expect(events.at(-1)).toMatchObject({ move: { state: 'Successful', output: { out_Count: 3 } } });
  });

  it('is not searched for when Orchestrator provably did not accept it', async () => {
    const { world, reference } = await aBoundProcess();
    world.orchestrator.failing.set('start', { code: 'orchestrator-unreachable', detail: 'refused' });

    const refused = await world.cuelight.startJob(reference.id, { input, idempotencyKey: key }, admin);
    world.orchestrator.failing.delete('start');
    const again = await world.cuelight.startJob(reference.id, { input, idempotencyKey: key }, admin);

    expect(refused).toMatchObject({ ok: false, failure: { code: 'orchestrator-unreachable' } });
    expect(again).toMatchObject({ ok: true, value: { repeated: false } });
  });

  it('is never made twice, whatever is lost, delayed or asked at the same time', async () => {
    const schedule = fc.array(
      fc.record({
        reply: fc.constantFrom('sent', 'lost', 'lost-and-delayed'),
        waitMs: fc.constantFrom(0, 3_000, 11_000, 60_000),
        releases: fc.boolean(),
      }),
      { minLength: 1, maxLength: 6 },
    );

    await fc.assert(
      fc.asyncProperty(schedule, async (steps) => {
        const { world, reference } = await aBoundProcess();
        for (const { reply, waitMs, releases } of steps) {
          world.orchestrator.startReply = reply;
          const asked = world.cuelight.startJob(reference.id, { input, idempotencyKey: key }, admin);
          await world.clock.advance(waitMs);
          if (releases) world.orchestrator.releaseDelayed();
          await world.clock.advance(11_000);
          await asked;
          world.orchestrator.releaseDelayed();
        }

        expect(world.orchestrator.started.length).toBe(1);
      }),
      { numRuns: 40 },
    );
  });
});

describe('an Orchestrator that keeps no reference (below API 11)', () => {
  const key = 'order-4711';

  it('is started once per key for as long as this process lives, and the answer says so', async () => {
    const { world, reference } = await aBoundProcess(10);

    const first = expectValue(await world.cuelight.startJob(reference.id, { input, idempotencyKey: key }, admin));
    const again = expectValue(await world.cuelight.startJob(reference.id, { input, idempotencyKey: key }, admin));
    const other = await world.cuelight.startJob(reference.id, { input: {}, idempotencyKey: key }, admin);

    expect(first).toMatchObject({ repeated: false, idempotency: 'process' });
    expect(again).toMatchObject({ repeated: true, idempotency: 'process', job: { jobKey: first.job.jobKey } });
    expect(other).toMatchObject({ ok: false, failure: { code: 'idempotency-key-reused' } });
    expect(world.orchestrator.started).toHaveLength(1);
  });

  it('answers an unknown outcome at once, and again, for a day, without a second start', async () => {
    const { world, reference } = await aBoundProcess(10);
    world.orchestrator.startReply = 'lost';

    const answers = [
      await world.cuelight.startJob(reference.id, { input, idempotencyKey: key }, admin),
      await world.cuelight.startJob(reference.id, { input, idempotencyKey: key }, admin),
    ];
    await world.clock.advance(24 * 60 * 60 * 1_000);
    world.orchestrator.startReply = 'sent';
    const nextDay = await world.cuelight.startJob(reference.id, { input, idempotencyKey: key }, admin);

    expect(answers).toMatchObject(Array(2).fill({ ok: false, failure: { code: 'start-outcome-unknown' } }));
    expect(nextDay).toMatchObject({ ok: true });
    expect(world.orchestrator.started).toHaveLength(2);
  });

  it('starts no second job when it cannot be asked, after an unanswered start, whether it keeps references', async () => {
    const { world, reference } = await aBoundProcess(10);
    world.orchestrator.startReply = 'lost';
    const start = () => world.cuelight.startJob(reference.id, { input, idempotencyKey: key }, admin);
    const { jobs } = world.orchestrator;
    const search = jobs.findByReference;
    let isFirst = true;
    Object.assign(jobs, {
      findByReference: async (...call: Parameters<typeof search>) => {
        const isAnswered = isFirst;
        isFirst = false;
        return isAnswered
          ? search(...call)
          : { ok: false, failure: { code: 'orchestrator-unreachable', detail: 'away' } };
      },
    });
    const first = start();
    await world.clock.advance(200_000);

    Object.assign(jobs, { findByReference: search });
    const repeated = await start();

    expect([await first, repeated]).toMatchObject(
      Array(2).fill({ ok: false, failure: { code: 'start-outcome-unknown' } }),
    );
    expect(world.orchestrator.started).toHaveLength(1);
  });
});

describe('following an app', () => {
  it('tells every job it starts from its beginning, through all its streams', async () => {
    const { world, reference } = await aBoundProcess();
    const streams = await Promise.all([1, 2].map(() => watchApp(world, reference.appId)));

    expectValue(await world.cuelight.startJob(reference.id, { input }, admin));
    world.move(world.orchestrator.started[0], { state: 'Running' });
    world.move(world.orchestrator.started[0], { state: 'Successful', output: {} });
    await world.clock.advance(0);

    for (const { events, hasEnded } of streams) {
      expect(events).toMatchObject([
        { kind: 'snapshot', jobs: [], complete: true },
        { kind: 'lifecycle', move: { from: null, state: 'Pending', via: 'start' } },
        { kind: 'lifecycle', move: { from: 'Pending', state: 'Running', via: 'webhook' } },
        { kind: 'lifecycle', move: { from: 'Running', state: 'Successful', via: 'webhook' } },
      ]);
      expect(hasEnded()).toBe(false);
    }
  });

  it('begins with the unfinished jobs of the app, and follows them', async () => {
    const { world, reference } = await aBoundProcess();
    await world.cuelight.startJob(reference.id, { input }, admin);
    await world.cuelight.startJob(reference.id, { input }, admin);
    world.move(world.orchestrator.started[1], { state: 'Stopped' });

    const { events } = await watchApp(world, reference.appId);
    world.move(world.orchestrator.started[0], { state: 'Running' });
    await world.clock.advance(0);

    expect(events).toMatchObject([
      { kind: 'snapshot', jobs: [{ jobKey: world.orchestrator.started[0]?.key, state: 'Pending' }], complete: true },
      { kind: 'lifecycle', move: { from: 'Pending', state: 'Running' } },
    ]);
  });

  it.each([
    ['before the search', true],
    ['after the search', false],
  ])('tells a job once that was started while the snapshot was made, %s', async (_, isFound) => {
    const { world, reference } = await aBoundProcess();
    const { jobs } = world.orchestrator;
    const search = jobs.findByReference;
    const start = () => world.cuelight.startJob(reference.id, { input }, admin);
    Object.assign(jobs, {
      findByReference: async (...call: Parameters<typeof search>) => {
        if (isFound) await start();
        const found = await search(...call);
        if (!isFound) await start();
        return found;
      },
    });

    const { events } = await watchApp(world, reference.appId);
    world.move(world.orchestrator.started[0], { state: 'Running' });
    await world.clock.advance(0);

    const moves = events.map((event) => (event.kind === 'lifecycle' ? event.move.state : event.kind));
    expect(moves).toEqual(isFound ? ['snapshot', 'Running'] : ['snapshot', 'Pending', 'Running']);
    expect(events[0]).toMatchObject({ jobs: isFound ? [{ state: 'Pending' }] : [] });
  });

  it('tells a stream that opened during a start a walk without gaps', async () => {
    const { world, reference } = await aBoundProcess();
    const early = await watchApp(world, reference.appId);
    const { jobs } = world.orchestrator;
    const search = jobs.findByReference;
    Object.assign(jobs, {
      findByReference: async (...call: Parameters<typeof search>) => {
        const found = await search(...call);
        expectValue(await world.cuelight.startJob(reference.id, { input }, admin));
        world.move(world.orchestrator.started[0], { state: 'Running' });
        return found;
      },
    });

    const late = await watchApp(world, reference.appId);
    world.move(world.orchestrator.started[0], { state: 'Successful', output: {} });
    await world.clock.advance(0);

    expect(early.events.map(moveOf)).toEqual([
      'snapshot',
      'null > Pending',
      'Pending > Running',
      'Running > Successful',
    ]);
    expect(late.events.map(moveOf)).toEqual(['snapshot', 'snapshot', 'Running > Successful']);
    expect(late.events[1]).toMatchObject({ jobs: [{ state: 'Running' }], complete: false });
  });

  it('says that its snapshot is not complete when there may be more jobs than a search answers', async () => {
    const { world, reference } = await aBoundProcess();
    await world.cuelight.startJob(reference.id, {}, admin);
    const [job] = world.orchestrator.started;
    for (let number = 1; job !== undefined && number < mostJobsFound; number += 1) {
      world.orchestrator.started.push({ ...job, id: job.id + number, key: `job-${number}` });
    }

    const { events } = await watchApp(world, reference.appId);

    expect(events[0]).toMatchObject({ complete: false });
  });

  it('counts a job that it cannot tell of, because too many are followed', async () => {
    const world = createWorld({ maxWatches: 1 });
    const reference = await world.bind(await world.connect());
    await watchApp(world, reference.appId);

    await world.cuelight.startJob(reference.id, {}, admin);
    const second = await world.cuelight.startJob(reference.id, {}, admin);

    expect(second).toMatchObject({ ok: true });
    expect(world.notices).toContainEqual({ kind: 'not-followed', connectionId: reference.connectionId });
  });

  it('follows nothing any more when the service stopped while a stream was being opened', async () => {
    const { world, reference } = await aBoundProcess();
    await world.cuelight.startJob(reference.id, {}, admin);
    const { jobs } = world.orchestrator;
    const search = jobs.findByReference;
    Object.assign(jobs, {
      findByReference: async (...call: Parameters<typeof search>) => {
        const found = await search(...call);
        world.cuelight.close();
        return found;
      },
    });

    const { hasEnded } = await watchApp(world, reference.appId);
    await world.clock.advance(600_000);

    expect(hasEnded()).toBe(true);
    expect(world.orchestrator.readsById).toBe(0);
  });

  it('follows nothing when its key was revoked while the stream was being opened', async () => {
    const { world, reference } = await aBoundProcess();
    await world.cuelight.startJob(reference.id, {}, admin);
    const { appId } = reference;
    const { key } = expectValue(await world.cuelight.apps.createKey(appId, { name: 'portal', scope: 'runtime' }));
    const { jobs } = world.orchestrator;
    const search = jobs.findByReference;
    Object.assign(jobs, {
      findByReference: async (...call: Parameters<typeof search>) => {
        const found = await search(...call);
        await world.cuelight.apps.deleteKey(appId, key.id);
        return found;
      },
    });

    const stream = expectValue(
      await world.cuelight.appStreams.watch(appId, { scope: 'runtime', appId, keyId: key.id }),
    );
    await world.clock.advance(60_000);

    expect(await stream.next()).toEqual({ done: true, value: undefined });
    expect(world.cuelight.followed()).toBe(0);
  });

  it('says that its snapshot is not complete where jobs cannot be searched for', async () => {
    const { world, reference } = await aBoundProcess(10);

    const { events } = await watchApp(world, reference.appId);

    expect(events).toEqual([{ kind: 'snapshot', jobs: [], complete: false }]);
  });

  it('tells nothing of the jobs of another app', async () => {
    const { world, reference } = await aBoundProcess();
    const [connection] = world.storage.rows.connections.values();
    if (connection === undefined) throw new Error('no connection');
    const other = await world.bind(connection);
    const { events } = await watchApp(world, reference.appId);

    await world.cuelight.startJob(other.id, {}, admin);
    await world.clock.advance(0);

    expect(events).toHaveLength(1);
    const refused = await world.cuelight.appStreams.watch(reference.appId, { scope: 'runtime', appId: other.appId });
    expect(refused).toMatchObject({ ok: false, failure: { code: 'app-not-found' } });
  });

  it('stops reading once it is left', async () => {
    const { world, reference } = await aBoundProcess();
    const stream = expectValue(await world.cuelight.appStreams.watch(reference.appId, admin));
    await world.cuelight.startJob(reference.id, {}, admin);

    stream.close();
    await world.clock.advance(600_000);

    expect(world.orchestrator.readsById).toBe(0);
  });
});

function moveOf(event: AppEvent): string {
  return event.kind === 'lifecycle' ? `${event.move.from} > ${event.move.state}` : event.kind;
}

const noAnswer: Failure = { code: 'orchestrator-timeout', detail: 'No answer came.', mayHaveHappened: true };

async function aBoundProcess(apiVersion = 17) {
  const world = createWorld();
  world.orchestrator.apiVersion = apiVersion;
  return { world, reference: await world.bind(await world.connect()) };
}

async function watchApp(world: World, appId: string) {
  return heardOn(expectValue(await world.cuelight.appStreams.watch(appId, admin)));
}
