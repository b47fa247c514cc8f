import { describe, expect, it } from 'vitest';
import { timedPause } from '../../src/orchestrator-http/pause.js';
import { anAccess } from './an-access.js';
import { everyCall } from './every-call.js';
import { type Act, accountsPayable, type Seen } from './scripted-orchestrator.js';
import { withOrchestrator } from './with-orchestrator.js';

const aStart = { releaseKey: '01b7cf62-98e0-4a69-9a65-be7514643229', reference: 'cl1.a.k.b' };
const given = { failure: { code: 'call-cancelled' } };

describe('a call that its caller gives up', () => {
  it('ends at once, whichever it is, and sends nothing more', async () => {
    const { server, access, ...adapter } = await withOrchestrator(silentAfter(/odata|VerifyHost/));
    const caller = new AbortController();
    const calls = everyCall(adapter, { ...access, signal: caller.signal });
    await adapter.sessions.signIn(access);

    const outcomes = Object.entries(calls).map(async ([name, call]) => [name, await call()] as const);
    await expect.poll(() => server.seen.length).toBeGreaterThan(3);
    caller.abort();

    for (const [name, outcome] of await Promise.all(outcomes)) {
      if (name !== 'signIn') expect([name, outcome]).toMatchObject([name, given]);
    }
  });

  it('leaves open whether a job was started when the start was under way', async () => {
    const { server, jobs, access } = await withOrchestrator(silentAfter(/StartJobs/));
    const caller = new AbortController();

    const starting = jobs.start({ ...access, signal: caller.signal }, accountsPayable, aStart);
    await expect.poll(() => server.to('StartJobs')).toHaveLength(1);
    caller.abort();

    expect(await starting).toMatchObject({ failure: { code: 'call-cancelled', mayHaveHappened: true } });
  });

  it('sends nothing when it was given up before', async () => {
    const { server, jobs, access } = await withOrchestrator();

    const outcome = await jobs.start({ ...access, signal: AbortSignal.abort() }, accountsPayable, aStart);

    expect(outcome).toMatchObject(given);
    expect(outcome).not.toHaveProperty('failure.mayHaveHappened');
    expect(server.to('StartJobs')).toEqual([]);
  });

  it('is not sent again', async () => {
    const caller = new AbortController();
    const { server, directory, access } = await withOrchestrator(
      ({ path }) => (path === '/odata/Folders' ? { status: 503 } : undefined),
      { pause: async () => caller.abort() },
    );

    const outcome = await directory.listFolders({ ...access, signal: caller.signal }, { skip: 0, take: 1 });

    expect(outcome).toMatchObject(given);
    expect(server.to('/odata/Folders')).toHaveLength(1);
  });

  it('takes nothing from others who wait for the same token', async () => {
    let release = () => {};
    const { server, sessions, access } = await withOrchestrator();
    const slow = anAccess(server.url, {
      credential: async () => {
        await new Promise<void>((resolve) => {
          release = resolve;
        });
        return access.credential();
      },
    });
    const caller = new AbortController();

    const first = sessions.signIn({ ...slow, signal: caller.signal });
    const second = sessions.signIn(slow);
    caller.abort();
    const outcome = await first;
    release();

    expect(outcome).toMatchObject(given);
    expect(await second).toMatchObject({ ok: true });
    expect(server.to('Authenticate')).toHaveLength(1);
  });

  it('does not go on waiting for its next try', async () => {
    const caller = new AbortController();
    const waiting = timedPause(60_000, caller.signal);
    caller.abort();

    await waiting;
    await timedPause(60_000, caller.signal);
  });
});

function silentAfter(pattern: RegExp): (request: Seen) => Act | undefined {
  return ({ path }) => (pattern.test(path) ? 'silence' : undefined);
}
