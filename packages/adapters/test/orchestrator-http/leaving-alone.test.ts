import { describe, expect, it } from 'vitest';
import { mostFailures } from '../../src/orchestrator-http/breaker.js';
import { anAccess } from './an-access.js';
import { type Act, accountsPayable } from './scripted-orchestrator.js';
import { withOrchestrator } from './with-orchestrator.js';

const anyPage = { skip: 0, take: 10 };
const aStart = { releaseKey: '01b7cf62-98e0-4a69-9a65-be7514643229', reference: 'cl1.a.k.b' };
const ill: Act = { status: 500 };

/** An Orchestrator that fails as long as it is told to, a connection to it, and a clock that stands. */
async function aSickOrchestrator() {
  const state = { act: ill as Act | undefined, nowMs: 0 };
  const { server, directory, jobs, access } = await withOrchestrator(
    ({ path }) => (path.endsWith('Authenticate') ? undefined : state.act),
    { nowMs: () => state.nowMs },
  );
  const read = (changed = access) => directory.listFolders(changed, anyPage);
  const readUntilLeftAlone = async () => {
    for (let calls = 0; calls < mostFailures; calls += 1) await read();
  };
  return { state, server, access, jobs, read, readUntilLeftAlone };
}

describe('an Orchestrator that fails again and again', () => {
  it('is left alone, and whoever calls is told when to come again', async () => {
    const { server, read, jobs, access, readUntilLeftAlone } = await aSickOrchestrator();
    await readUntilLeftAlone();
    const before = server.seen.length;

    const outcomes = [await read(), await jobs.start(access, accountsPayable, aStart)];

    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ failure: { code: 'orchestrator-unavailable', retryAfterMs: 5_000 } });
      expect(outcome).not.toHaveProperty('failure.mayHaveHappened');
    }
    expect(server.seen).toHaveLength(before);
  });

  it('is called again by the next call after a while, which heals it when it is answered', async () => {
    const { state, read, readUntilLeftAlone } = await aSickOrchestrator();
    await readUntilLeftAlone();
    state.act = undefined;

    state.nowMs += 4_999;
    const early = await read();
    state.nowMs += 1;
    const [probe, next] = [await read(), await read()];

    expect(early).toMatchObject({ failure: { code: 'orchestrator-unavailable', retryAfterMs: 1 } });
    expect([probe.ok, next.ok]).toEqual([true, true]);
  });

  it('is left alone for longer each time it fails that call as well, up to half a minute', async () => {
    const { state, server, read, readUntilLeftAlone } = await aSickOrchestrator();
    await readUntilLeftAlone();
    const waits: unknown[] = [];

    for (const waitMs of [5_000, 10_000, 20_000, 30_000]) {
      state.nowMs += waitMs;
      const before = server.seen.length;
      await read();
      expect(server.seen).toHaveLength(before + 1);
      const refused = await read();
      waits.push(refused.ok ? undefined : refused.failure.retryAfterMs);
    }

    expect(waits).toEqual([10_000, 20_000, 30_000, 30_000]);
  });

  it('is tried by one call at a time', async () => {
    const { state, server, read, readUntilLeftAlone } = await aSickOrchestrator();
    await readUntilLeftAlone();
    state.nowMs += 5_000;
    const before = server.seen.length;

    const outcomes = await Promise.all([read(), read(), read()]);

    expect(server.seen).toHaveLength(before + 1);
    expect(outcomes.slice(1)).toMatchObject([
      { failure: { retryAfterMs: 1_000 } },
      { failure: { retryAfterMs: 1_000 } },
    ]);
  });

  it('stays left alone when the call that tries it is given up', async () => {
    const { state, read, access, readUntilLeftAlone } = await aSickOrchestrator();
    await readUntilLeftAlone();
    state.nowMs += 5_000;
    state.act = 'silence';
    const caller = new AbortController();
    const probing = read({ ...access, signal: caller.signal });
    await new Promise((resolve) => setImmediate(resolve));
    caller.abort();

    expect(await probing).toMatchObject({ failure: { code: 'call-cancelled' } });
    expect(await read()).toMatchObject({ failure: { code: 'orchestrator-unavailable', retryAfterMs: 10_000 } });
  });

  it('is not left alone while it answers in between, nor for refusals, nor by another connection', async () => {
    const { state, server, read, readUntilLeftAlone } = await aSickOrchestrator();
    for (let calls = 0; calls < mostFailures * 3; calls += 1) {
      state.act = calls % mostFailures === 0 ? { status: 403 } : ill;
      await read();
    }
    const during = await read();
    state.act = ill;
    await readUntilLeftAlone();
    const other = await read(anAccess(server.url, { connectionId: 'connection-2' }));

    expect(during).toHaveProperty('failure.reply');
    expect(other).toHaveProperty('failure.reply');
    expect(await read()).not.toHaveProperty('failure.reply');
  });
});
