import { describe, expect, it } from 'vitest';
import { deadAfterMs, fail, type HeardHost, succeed } from '../../src/index.js';
import { createIsAbandoned } from '../../src/use-cases/is-abandoned.js';
import { createVirtualClock } from '../world/virtual-clock.js';

/** A judge that was started at 1,000 s, and the hosts it hears of. */
function aJudge(hosts: readonly Partial<HeardHost>[] | 'unheard') {
  const clock = createVirtualClock(1_000_000);
  const heard = Array.isArray(hosts) ? hosts : [];
  const some = {
    id: 'h1',
    name: 'web-1',
    kind: 'service',
    masterKeyIds: [],
    secretBackends: [],
    silentForMs: 0,
  } as const;
  const list = async () =>
    hosts === 'unheard'
      ? fail({ code: 'storage-unavailable', detail: 'down' } as const)
      : succeed(heard.map((host) => ({ ...some, startedAtMs: 0, ...host })));
  return { clock, isAbandoned: createIsAbandoned({ clock, hosts: { list } }) };
}

const yes = { ok: true, value: true };
const no = { ok: true, value: false };

describe('work that was begun and not finished', () => {
  it('is under way when this process may have begun it', async () => {
    const { isAbandoned } = aJudge([]);

    expect(await isAbandoned(1_000_000)).toEqual(no);
  });

  it('is abandoned when it was begun before the only host was started', async () => {
    const { isAbandoned } = aJudge([{ startedAtMs: 1_000_000 }]);

    expect(await isAbandoned(999_999)).toEqual(yes);
  });

  it('is under way when another host that lives may have begun it', async () => {
    const { isAbandoned } = aJudge([{ startedAtMs: 990_000 }, { id: 'h2', startedAtMs: 1_000_000 }]);

    expect(await isAbandoned(995_000)).toEqual(no);
    expect(await isAbandoned(989_999)).toEqual(yes);
  });

  it('is abandoned when the host that may have begun it has died', async () => {
    const { isAbandoned } = aJudge([{ startedAtMs: 990_000, silentForMs: deadAfterMs }]);

    expect(await isAbandoned(995_000)).toEqual(yes);
  });

  it('is abandoned after two minutes, whoever lives', async () => {
    const { clock, isAbandoned } = aJudge([{ startedAtMs: 0 }]);

    await clock.advance(120_000);
    expect(await isAbandoned(1_000_000)).toEqual(no);
    await clock.advance(1);
    expect(await isAbandoned(1_000_000)).toEqual(yes);
  });

  it('is not judged while nobody knows who lives', async () => {
    const { isAbandoned } = aJudge('unheard');

    expect(await isAbandoned(999_999)).toMatchObject({ failure: { code: 'storage-unavailable' } });
  });
});
