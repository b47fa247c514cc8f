import type { ProcessRunner, RunEvent } from '@cuelight/core';
import type { StandingClock } from '@cuelight/test-harness/lifecycle-model/standing-clock';
import { describe, expect, it } from 'vitest';
import {
  aClientOf,
  accepted,
  aTelling,
  atRest,
  html,
  inTime,
  jobKey,
  move,
  problem,
  processId,
  snapshot,
  type Telling,
} from './a-service.js';

/** A client whose streams the test tells, one after the other; a refusal takes the place of one. */
function aFollowed(...streams: readonly (Telling | (() => Response))[]) {
  const { client, clock, requests } = aClientOf((request, count) => {
    if (request.method === 'POST') return accepted();
    const stream = streams[Math.min(count, streams.length) - 1];
    if (stream === undefined) throw new Error('no stream');
    return typeof stream === 'function' ? stream() : stream.response;
  });
  return { client, clock, requests };
}

/** Follows the job from now on. */
async function following(client: ProcessRunner, clock: StandingClock, signal?: AbortSignal) {
  const run = await inTime(
    clock,
    client.follow(processId, jobKey.toUpperCase(), signal === undefined ? {} : { signal }),
  );
  if (!run.ok) throw new Error(run.failure.code);
  const events: RunEvent[] = [];
  let isOver = false;
  void (async () => {
    for await (const event of run.value.events) events.push(event);
    isOver = true;
  })();
  await atRest();
  return { events, isOver: () => isOver, states: () => events.map(stateOf), run: run.value };
}

function stateOf(event: RunEvent): string {
  if (event.kind === 'lost') return `lost: ${event.reason}`;
  return event.kind === 'snapshot' ? `[${event.job.state}]` : event.move.state;
}

describe('following a job through the service', () => {
  it('tells the snapshot, then every move with all that it has, and ends with the final state', async () => {
    const telling = aTelling();
    const { client, clock, requests } = aFollowed(telling);
    const heard = await following(client, clock);
    const at = '2026-11-23T09:13:50.1230000Z';

    telling.tell('snapshot', {
      jobKey: jobKey.toUpperCase(),
      state: 'Pending',
      startedAt: at,
      flags: ['version-raced'],
    });
    telling.tell(...move('Pending', 'Running', { at, inferred: true }));
    telling.tell(
      ...move('Running', 'Faulted', { at, fault: { message: 'Cannot.', code: 'C1' }, flags: ['output-unread'] }),
    );
    await atRest();

    const common = { jobKey, via: 'webhook' };
    expect(heard.events).toEqual([
      { kind: 'snapshot', job: { jobKey, state: 'Pending', startedAt: at, flags: ['version-raced'] } },
      { kind: 'lifecycle', move: { ...common, from: 'Pending', state: 'Running', at, inferred: true } },
      {
        kind: 'lifecycle',
        move: {
          ...common,
          ...{ from: 'Running', state: 'Faulted', at, inferred: false },
          ...{ fault: { message: 'Cannot.', code: 'C1' }, flags: ['output-unread'] },
        },
      },
    ]);
    expect([heard.isOver(), telling.isLeft()]).toEqual([true, true]);
    expect(requests[0]?.headers.get('accept')).toBe('text/event-stream');
  });

  it('passes over what a newer service tells beside it', async () => {
    const telling = aTelling();
    const { client, clock } = aFollowed(telling);
    const heard = await following(client, clock);

    telling.tell('news', { anything: true });
    telling.tell('snapshot', {
      jobKey,
      state: 'Successful',
      newer: 1,
      flags: ['a-newer-flag'],
      startedAt: 'yesterday',
    });
    await atRest();

    expect(heard.events).toEqual([{ kind: 'snapshot', job: { jobKey, state: 'Successful', flags: [] } }]);
  });

  it.each<[string, (telling: Telling) => void]>([
    ['broke', (telling) => telling.breakOff()],
    ['was ended by a service that stops', (telling) => telling.end()],
    ['tells what is no JSON', (telling) => telling.send('event: lifecycle\ndata: {\n\n')],
    ['tells a state that nobody knows', (telling) => telling.tell(...move('Pending', 'Dreaming'))],
    ['tells of another job', (telling) => telling.tell('snapshot', { jobKey: 'another', state: 'Faulted' })],
    ['tells a move that does not go on from what was told', (telling) => telling.tell(...move('Running', 'Faulted'))],
    ['tells a move that is not in the table', (telling) => telling.tell(...move('Pending', 'Resumed'))],
  ])('begins another walk after a stream that %s', async (_, spoil) => {
    const [one, other] = [aTelling(), aTelling()];
    const { client, clock } = aFollowed(one, other);
    const heard = await following(client, clock);
    one.tell(...snapshot('Pending'));
    spoil(one);
    await clock.advance(1_000);
    other.tell(...snapshot('Running'));
    other.tell(...move('Running', 'Successful'));
    await atRest();

    expect(heard.states()).toEqual(['[Pending]', '[Running]', 'Successful']);
    expect([heard.isOver(), one.isLeft() || one.isOver(), other.isLeft()]).toEqual([true, true, true]);
  });

  it('takes a stream that is silent for 45 s for dead, and one that is kept open for alive', async () => {
    const [one, other] = [aTelling(), aTelling()];
    const { client, clock, requests } = aFollowed(one, other);
    const heard = await following(client, clock);
    one.tell(...snapshot('Pending'));
    for (let kept = 0; kept < 10; kept += 1) {
      await clock.advance(40_000);
      one.send(': keep-alive\n\n');
    }
    await atRest();
    expect(requests).toHaveLength(1);

    await clock.advance(46_000);

    expect([requests.length, one.isLeft()]).toEqual([2, true]);
    other.tell(...snapshot('Stopped'));
    await atRest();
    expect(heard.states()).toEqual(['[Pending]', '[Stopped]']);
  });

  it('goes on as long as somebody listens, ever more slowly while the service is away', async () => {
    const first = aTelling();
    const away = () => problem(503, 'not-ready');
    const { client, clock, requests } = aFollowed(first, away);
    await following(client, clock);
    first.breakOff();

    await clock.advance(60_000);
    const inFirstMinute = requests.length;
    await clock.advance(3_600_000);

    expect(inFirstMinute).toBeLessThan(12);
    expect((requests.length - inFirstMinute) / 60).toBeLessThanOrEqual(4);
    expect(requests.length).toBeGreaterThan(60);
  });

  it('does not hammer a service whose streams break as soon as they are open', async () => {
    const breaking = () => {
      const telling = aTelling();
      telling.tell(...snapshot('Pending'));
      telling.end();
      return telling.response;
    };
    const { client, clock, requests } = aFollowed(breaking);
    await following(client, clock);

    await clock.advance(60_000);

    expect(requests.length).toBeLessThan(12);
  });

  it('comes back soon after a stream that lasted', async () => {
    const away = () => problem(503, 'not-ready');
    const [one, later, last] = [aTelling(), aTelling(), aTelling()];
    const { client, clock, requests } = aFollowed(one, away, away, away, away, away, later, last);
    await following(client, clock);
    one.breakOff();
    await clock.advance(60_000);
    expect(requests).toHaveLength(7);
    later.breakOff();

    await clock.advance(500);

    expect(requests).toHaveLength(8);
  });

  it('waits as long as it is asked to before it opens a stream again', async () => {
    const first = aTelling();
    const { client, clock, requests } = aFollowed(first, () =>
      problem(503, 'too-many-watches', { 'retry-after': '20' }),
    );
    await following(client, clock);
    first.breakOff();
    await clock.advance(1_000);
    expect(requests).toHaveLength(2);

    await clock.advance(19_000);
    expect(requests).toHaveLength(2);
    await clock.advance(2_000);
    expect(requests).toHaveLength(3);
  });

  it.each([
    ['gone', () => problem(404, 'job-not-found')],
    ['gone', () => problem(404, 'process-not-found')],
    ['gone', () => problem(409, 'runs-locally')],
    ['forbidden', () => problem(401, 'key-required')],
    ['forbidden', () => problem(403, 'not-allowed')],
    ['retired', () => problem(409, 'connection-not-usable')],
  ])('is lost as %s when the service refuses it for good', async (reason, refusal) => {
    const first = aTelling();
    const { client, clock } = aFollowed(first, refusal);
    const heard = await following(client, clock);
    first.tell(...snapshot('Running'));
    first.breakOff();
    await clock.advance(2_000);

    expect(heard.states()).toEqual(['[Running]', `lost: ${reason}`]);
    expect(heard.isOver()).toBe(true);
  });

  it.each([
    ['a web page', () => html(404)],
    ['a web page with 200', () => html(200)],
    ['a credential that Orchestrator refuses for now', () => problem(409, 'credentials-refused')],
  ])('is not lost for %s', async (_, refusal) => {
    const [first, later] = [aTelling(), aTelling()];
    const { client, clock } = aFollowed(first, refusal, later);
    const heard = await following(client, clock);
    first.breakOff();
    await clock.advance(5_000);
    later.tell(...snapshot('Successful'));
    await atRest();

    expect(heard.states()).toEqual(['[Successful]']);
  });

  it.each(['gone', 'forbidden', 'retired'])('ends when the service tells that the job is lost: %s', async (reason) => {
    const telling = aTelling();
    const { client, clock, requests } = aFollowed(telling);
    const heard = await following(client, clock);
    telling.tell(...snapshot('Running'));
    telling.tell('lost', { jobKey, reason });
    telling.tell(...snapshot('Running'));
    await clock.advance(60_000);

    expect(heard.states()).toEqual(['[Running]', `lost: ${reason}`]);
    expect([heard.isOver(), telling.isLeft(), requests.length]).toEqual([true, true, 1]);
  });

  it('is lost as unreadable when three streams in a row are', async () => {
    const streams = [aTelling(), aTelling(), aTelling()];
    const { client, clock } = aFollowed(...streams);
    const heard = await following(client, clock);
    for (const telling of streams) {
      telling.tell('snapshot', { jobKey, state: 'Dreaming' });
      await clock.advance(5_000);
    }

    expect(heard.events).toEqual([{ kind: 'lost', jobKey, reason: 'unreadable' }]);
    expect(heard.isOver()).toBe(true);
  });

  it('is refused at once for a job that is not there, and after some time when the service is away', async () => {
    const unknown = aFollowed(() => problem(404, 'job-not-found'));
    const away = aFollowed(() => problem(503, 'too-many-watches'));
    const portal = aFollowed(() => html(200));

    expect(await unknown.client.follow(processId, jobKey)).toMatchObject({ failure: { code: 'job-not-found' } });
    expect(await inTime(away.clock, away.client.follow(processId, jobKey))).toMatchObject({
      failure: { code: 'too-many-watches' },
    });
    expect(await inTime(portal.clock, portal.client.follow(processId, jobKey))).toMatchObject({
      failure: { code: 'service-answer-unusable' },
    });
    expect([unknown.requests.length, away.requests.length > 3]).toEqual([1, true]);
  });

  it('reads no faster than it is listened to', async () => {
    const telling = aTelling();
    const { client, clock } = aFollowed(telling);
    const run = await inTime(clock, client.follow(processId, jobKey));
    if (!run.ok) throw new Error(run.failure.code);
    telling.tell(...snapshot('Pending'));
    await run.value.events.next();

    await clock.advance(600_000);
    telling.tell(...move('Pending', 'Running'));

    expect(await run.value.events.next()).toMatchObject({ value: { move: { state: 'Running' } } });
    await run.value.events.return?.();
    expect(telling.isLeft()).toBe(true);
  });

  it.each(['while it waits for an event', 'while it waits to open a stream', 'while a stream is opened'])(
    'ends with the signal %s',
    async (when) => {
      const leaving = new AbortController();
      const telling = aTelling();
      const { client, clock, requests } =
        when === 'while a stream is opened'
          ? aFollowed(telling, () => new Promise<Response>(() => {}) as unknown as Response)
          : aFollowed(telling);
      const heard = await following(client, clock, leaving.signal);
      telling.tell(...snapshot('Pending'));
      if (when !== 'while it waits for an event') telling.breakOff();
      if (when === 'while a stream is opened') await clock.advance(1_000);
      await atRest();
      expect(heard.isOver()).toBe(false);

      leaving.abort();
      await atRest();

      expect(heard.isOver()).toBe(true);
      const sent = requests.length;
      await clock.advance(60_000);
      expect(requests).toHaveLength(sent);
      expect(requests.every(({ signal }) => signal.aborted)).toBe(true);
    },
  );

  it('opens no stream of a job that was started before somebody listens', async () => {
    const telling = aTelling();
    const { client, clock, requests } = aFollowed(telling);
    const run = await inTime(clock, client.start(processId));
    if (!run.ok) throw new Error(run.failure.code);
    await clock.advance(60_000);
    expect(requests).toHaveLength(1);

    const next = run.value.events.next();
    await atRest();

    expect(requests).toHaveLength(2);
    await run.value.events.return?.();
    expect(await next).toEqual({ done: true, value: undefined });
  });
});
