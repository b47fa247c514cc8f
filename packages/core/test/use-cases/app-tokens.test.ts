import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Caller, Secret } from '../../src/index.js';
import { admin, createWorld, expectValue, heardOn, type World } from '../world/a-world.js';

const nobody = { ok: true, value: undefined };

describe('a token of an app', () => {
  it('is known again as a runtime caller of that app, within its processes and until its end', async () => {
    const { world, app, key, make, callerOf } = await anAppWithProcesses();
    const [one = ''] = app.processIds;

    const held = await make({ processIds: [one, one], ttlS: 60 });
    const open = await make({ ttlS: 900 });

    const caller = { scope: 'runtime', appId: app.id, keyId: key.keyId };
    const nowMs = world.clock.nowMs();
    expect(held.untilMs).toBe(nowMs + 60_000);
    expect(await callerOf(held.text)).toEqual({
      ok: true,
      value: { ...caller, untilMs: nowMs + 60_000, token: { processIds: [one] } },
    });
    expect(await callerOf(open.text)).toEqual({ ok: true, value: { ...caller, untilMs: nowMs + 900_000, token: {} } });
  });

  it('begins as every token does, and fits into a header of a request', async () => {
    const { make, app } = await anAppWithProcesses();

    const text = (await make({ processIds: app.processIds, ttlS: 1 })).text.reveal();

    expect(text).toMatch(/^cuelight_token\.[\w.~-]+$/);
  });

  it('is accepted in no altered form', async () => {
    const { world, app, make, callerOf } = await anAppWithProcesses();
    const others = await anAppWithProcesses(world);
    const texts = [
      await make({ ttlS: 900 }),
      await make({ processIds: app.processIds.slice(0, 1), ttlS: 900 }),
      await make({ processIds: app.processIds, ttlS: 60 }),
      await others.make({ ttlS: 900 }),
    ].map(({ text }) => text.reveal());
    const issued = new Set(texts);

    await fc.assert(
      fc.asyncProperty(alterations(texts), async (altered) => {
        fc.pre(!issued.has(altered));
        expect(await callerOf(new Secret(altered))).toEqual(nobody);
      }),
      { numRuns: 500 },
    );
  });

  it('is accepted to the millisecond of its end, and never after', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 900 }),
        fc.integer({ min: 0, max: 10_000_000 }),
        async (ttlS, pastMs) => {
          const { world, make, callerOf } = await anAppWithProcesses();
          const { text } = await make({ ttlS });

          await world.clock.advance(ttlS * 1_000 - 1);
          expect(await callerOf(text)).toMatchObject({ value: { scope: 'runtime' } });
          await world.clock.advance(1);
          expect(await callerOf(text)).toEqual(nobody);
          await world.clock.advance(pastMs);
          expect(await callerOf(text)).toEqual(nobody);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('opens the processes that it names, and answers all others as if there were none', async () => {
    const { world, app, make, callerOf } = await anAppWithProcesses();
    const theirs = await anAppWithProcesses(world);
    const all = [...app.processIds, ...theirs.app.processIds];
    const { jobs, references, startJob } = world.cuelight;

    await fc.assert(
      fc.asyncProperty(fc.subarray([...app.processIds], { minLength: 1 }), async (processIds) => {
        const { value: caller } = (await callerOf((await make({ processIds, ttlS: 60 })).text)) as { value: Caller };
        const opened: string[] = [];
        for (const processId of all) {
          const jobKey = '1c7222dc-416f-4c60-9b17-00000000ffff';
          const answers = [
            await references.findRunnable(processId, caller),
            await startJob(processId, {}, caller),
            await jobs.read(processId, jobKey, caller),
            await jobs.stop(processId, jobKey, 'soft', caller),
            await jobs.watch(processId, jobKey, caller),
          ].map((answer) => (answer.ok ? 'ok' : answer.failure.code));
          if (!answers.every((code) => code === 'process-not-found')) {
            expect(answers).toEqual(['ok', 'ok', 'job-not-found', 'job-not-found', 'job-not-found']);
            opened.push(processId);
          }
        }
        const listed = expectValue(await references.list(app.id, { limit: 50 }, caller)).map(({ id }) => id);

        expect(opened.sort()).toEqual([...processIds].sort());
        expect(listed).toEqual([...processIds].sort());
      }),
      { numRuns: 10 },
    );
  });

  it('lists the processes that it names page by page', async () => {
    const { world, app, make, callerOf } = await anAppWithProcesses();
    const { text } = await make({ processIds: [...app.processIds].reverse(), ttlS: 60 });
    const { value: caller } = (await callerOf(text)) as { value: Caller };
    const [first = '', ...rest] = [...app.processIds].sort();

    const page = expectValue(await world.cuelight.references.list(app.id, { limit: 1 }, caller));
    const next = expectValue(await world.cuelight.references.list(app.id, { limit: 9, afterId: first }, caller));

    expect([page, next].map((references) => references.map(({ id }) => id))).toEqual([[first], rest]);
  });

  it('does not follow a process to another app', async () => {
    const { world, app, make, callerOf } = await anAppWithProcesses();
    const [moved = '', stays = ''] = app.processIds;
    const { text } = await make({ processIds: [moved, stays], ttlS: 60 });
    const { value: caller } = (await callerOf(text)) as { value: Caller };
    const row = world.storage.rows.references.get(moved);
    if (row !== undefined) world.storage.rows.references.set(moved, { ...row, appId: 'id-another' });

    const listed = expectValue(await world.cuelight.references.list(app.id, { limit: 50 }, caller));

    expect(row).toBeDefined();
    expect(listed.map(({ id }) => id)).toEqual([stays]);
    expect(await world.cuelight.references.findRunnable(moved, caller)).toMatchObject({
      failure: { code: 'process-not-found' },
    });
  });

  it('is made neither of a foreign app, nor with a process of one, nor with one that is not there', async () => {
    const { world, app, key } = await anAppWithProcesses();
    const theirs = await anAppWithProcesses(world);
    const { make } = world.cuelight.tokens;

    const refused = [
      await make(theirs.app.id, { ttlS: 60 }, key),
      await make('id-none', { ttlS: 60 }, admin),
      await make(app.id, { processIds: theirs.app.processIds, ttlS: 60 }, key),
      await make(app.id, { processIds: ['id-none'], ttlS: 60 }, key),
    ];

    expect(refused.map((answer) => !answer.ok && answer.failure.code)).toEqual([
      'app-not-found',
      'app-not-found',
      'process-not-found',
      'process-not-found',
    ]);
  });

  it('makes no tokens', async () => {
    const { world, app, make, callerOf } = await anAppWithProcesses();
    const { value: caller } = (await callerOf((await make({ ttlS: 60 })).text)) as { value: Caller };

    await expect(world.cuelight.tokens.make(app.id, { ttlS: 900 }, caller)).rejects.toThrow('makes no tokens');
  });

  it('does not outlive the right of who made it', async () => {
    const { world, app } = await anAppWithProcesses();
    const untilMs = world.clock.nowMs() + 5_000;

    const made = await world.cuelight.tokens.make(app.id, { ttlS: 900 }, { ...admin, untilMs });

    expect(made).toMatchObject({ value: { untilMs } });
  });

  it('ends with the key that it was made with, and no other', async () => {
    const { world, app, key, make, callerOf } = await anAppWithProcesses();
    const byKey = await make({ ttlS: 900 });
    const byOperator = expectValue(await world.cuelight.tokens.make(app.id, { ttlS: 900 }, admin));

    await world.cuelight.apps.deleteKey(app.id, String(key.keyId));

    expect(await callerOf(byKey.text)).toEqual(nobody);
    expect(await callerOf(byOperator.text)).toMatchObject({ value: { appId: app.id } });
    expect(await world.cuelight.apps.isCurrent(key)).toEqual({ ok: true, value: false });
  });

  it('ends with its app, whoever made it, and with the app of the key that made it', async () => {
    const { world, app, callerOf } = await anAppWithProcesses();
    const other = await anAppWithProcesses(world, 'admin');
    const { make } = world.cuelight.tokens;
    const byOperator = expectValue(await make(app.id, { ttlS: 900 }, admin));
    const byOther = expectValue(await make(app.id, { ttlS: 900 }, other.key));
    const own = expectValue(await make(other.app.id, { ttlS: 900 }, admin));

    expect(await callerOf(byOther.text)).toMatchObject({ value: { appId: app.id, keyId: other.key.keyId } });
    await world.cuelight.apps.deleteApp(other.app.id);
    expect([await callerOf(byOther.text), await callerOf(own.text)]).toEqual([nobody, nobody]);
    expect(await callerOf(byOperator.text)).toMatchObject({ value: { appId: app.id } });
    await world.cuelight.apps.deleteApp(app.id);
    expect(await callerOf(byOperator.text)).toEqual(nobody);
  });

  it.each(['apps.find', 'apiKeys.find'])('is not accepted while %s does not work, and says so', async (call) => {
    const { world, make, callerOf } = await anAppWithProcesses();
    const { text } = await make({ ttlS: 60 });
    world.storage.broken.add(call);

    expect(await callerOf(text)).toMatchObject({ ok: false, failure: { code: 'storage-unavailable' } });
  });

  it('is kept nowhere, and not seen when it is printed', async () => {
    const { world, make } = await anAppWithProcesses();

    const made = await make({ ttlS: 60 });

    const signature = made.text.reveal().split('.').at(-1);
    expect(inspect([made, world.storage.rows, world.notices], { depth: 9 })).not.toContain(signature);
  });
});

describe('the streams that are opened with a token', () => {
  it('end with it', async () => {
    const { world, make, open } = await aFollowedJob();
    const streams = await open((await make({ ttlS: 60 })).text);

    await world.clock.advance(59_999);
    expect(streams.map(({ hasEnded }) => hasEnded())).toEqual([false, false]);
    await world.clock.advance(1);
    expect(streams.map(({ hasEnded }) => hasEnded())).toEqual([true, true]);
  });

  it('end with the key that the token was made with', async () => {
    const { world, app, key, make, open } = await aFollowedJob();
    const streams = await open((await make({ ttlS: 60 })).text);

    await world.cuelight.apps.deleteKey(app.id, String(key.keyId));
    await world.clock.advance(0);

    expect(streams.map(({ hasEnded }) => hasEnded())).toEqual([true, true]);
  });

  it('end as they begin when the key is revoked meanwhile', async () => {
    const { world, app, key, make, open } = await aFollowedJob();
    const { text } = await make({ ttlS: 60 });
    const { jobs } = world.orchestrator;
    const find = jobs.findByKey;
    jobs.findByKey = async (...about) => {
      await world.cuelight.apps.deleteKey(app.id, String(key.keyId));
      return find(...about);
    };

    const [ofJob] = await open(text);

    expect([ofJob?.events, ofJob?.hasEnded()]).toEqual([[], true]);
  });

  it('end with the app of the key that the token was made with', async () => {
    const { world, app, open } = await aFollowedJob();
    const other = await anAppWithProcesses(world, 'admin');
    const byOther = expectValue(await world.cuelight.tokens.make(app.id, { ttlS: 60 }, other.key));
    const streams = await open(byOther.text);

    await world.cuelight.apps.deleteApp(other.app.id);
    await world.clock.advance(0);

    expect(streams.map(({ hasEnded }) => hasEnded())).toEqual([true, true]);
  });

  it('tell of the jobs of its processes alone', async () => {
    const { world, app, make, callerOf } = await anAppWithProcesses();
    const [ours = '', other = ''] = app.processIds;
    const { value: caller } = (await callerOf((await make({ processIds: [ours], ttlS: 60 })).text)) as {
      value: Caller;
    };
    const { events } = await heardOn(expectValue(await world.cuelight.appStreams.watch(app.id, caller)));

    expectValue(await world.cuelight.startJob(other, {}, admin));
    expectValue(await world.cuelight.startJob(ours, {}, admin));
    await world.clock.advance(0);

    const [untold, told] = world.orchestrator.started.map(({ key }) => key);
    expect(JSON.stringify(events)).not.toContain(untold);
    expect(events).toMatchObject([{ kind: 'snapshot', jobs: [], complete: true }, { move: { jobKey: told } }]);
  });

  it('begin with the unfinished jobs of its processes alone', async () => {
    const { world, app, make, callerOf } = await anAppWithProcesses();
    const [ours = '', other = ''] = app.processIds;
    expectValue(await world.cuelight.startJob(other, {}, admin));
    const row = world.storage.rows.references.get(ours);
    if (row !== undefined) world.storage.rows.references.set(ours, { ...row, releaseKey: 'another release' });
    const { value: caller } = (await callerOf((await make({ processIds: [ours], ttlS: 60 })).text)) as {
      value: Caller;
    };

    const held = await heardOn(expectValue(await world.cuelight.appStreams.watch(app.id, caller)));
    const free = await heardOn(expectValue(await world.cuelight.appStreams.watch(app.id, admin)));

    expect(held.events).toMatchObject([{ kind: 'snapshot', jobs: [] }]);
    expect(free.events).toMatchObject([{ kind: 'snapshot', jobs: [{ state: 'Pending' }] }]);
  });
});

/** What might be made of tokens by somebody who wants another: by characters, and by parts of other tokens. */
function alterations(texts: readonly string[]): fc.Arbitrary<string> {
  const text = fc.constantFrom(...texts);
  const character = fc.constantFrom(...'.~-_=+/ Aa0z9');
  const parts = fc.tuple(text, text, fc.nat(5)).map(([one, other, at]) => {
    const from = other.split('.');
    return one
      .split('.')
      .map((part, index) => (index === at ? (from[index] ?? '') : part))
      .join('.');
  });
  const places = fc
    .tuple(text, fc.nat(), character, fc.constantFrom('replace', 'insert', 'delete'))
    .map(([one, number, char, how]) => {
      const at = number % (one.length + 1);
      return `${one.slice(0, at)}${how === 'delete' ? '' : char}${one.slice(how === 'insert' ? at : at + 1)}`;
    });
  const later = text.map((one) => one.replace(/\.(\d+)\./, (_, end) => `.${Number(end) + 1}.`));
  const wider = text.map((one) => one.replace(/(\.\d+\.)[^.]*\./, '$1.'));
  return fc.oneof(
    parts,
    places,
    later,
    wider,
    fc.string({ maxLength: 99 }).map((end) => `cuelight_token.${end}`),
  );
}

/** An app with a key and three processes. */
async function anAppWithProcesses(world: World = createWorld(), scope: 'runtime' | 'admin' = 'runtime') {
  const { cuelight } = world;
  const connection = await world.connect();
  const first = await world.bind(connection);
  const { connectionId, folder, releaseKey, runOn, appId } = first;
  const bound = { connectionId, folderKey: folder.key, releaseKey, runOn };
  const more = [
    expectValue(await cuelight.references.bind(appId, bound, admin)),
    expectValue(await cuelight.references.bind(appId, bound, admin)),
  ];
  const made = expectValue(await cuelight.apps.createKey(appId, { name: 'server', scope }));
  const key: Caller = { scope, appId, keyId: made.key.id };
  return {
    ...{ world, key, app: { id: appId, processIds: [first, ...more].map(({ id }) => id) } },
    make: async (input: { readonly processIds?: readonly string[]; readonly ttlS: number }) =>
      expectValue(await cuelight.tokens.make(appId, input, key)),
    callerOf: (text: Secret) => cuelight.apps.callerOf(text),
  };
}

/** A job of an app, and a way to follow it and its app with a token. */
async function aFollowedJob() {
  const given = await anAppWithProcesses();
  const { world, app, callerOf } = given;
  const [processId = ''] = app.processIds;
  expectValue(await world.cuelight.startJob(processId, {}, admin));
  const jobKey = String(world.orchestrator.started[0]?.key);
  const open = async (text: Secret) => {
    const { value: caller } = (await callerOf(text)) as { value: Caller };
    return [
      await heardOn(expectValue(await world.cuelight.jobs.watch(processId, jobKey, caller))),
      await heardOn(expectValue(await world.cuelight.appStreams.watch(app.id, caller))),
    ];
  };
  return { ...given, open };
}
