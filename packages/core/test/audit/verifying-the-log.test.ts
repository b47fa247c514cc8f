import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AuditRecord, AuditVerdict } from '../../src/index.js';
import { createWorld, expectValue, type World } from '../world/a-world.js';

describe('verifying the audit log', () => {
  it('finds a log without an entry sound', async () => {
    expect(await verdictOf(createWorld())).toEqual({ isSound: true, end: { seq: 0, hash: '' }, unfinished: 0 });
  });

  it('finds a log sound that nobody touched, and answers where it ends', async () => {
    const world = await aLog(5);
    const last = world.storage.rows.audit.records.at(-1);

    expect(await verdictOf(world)).toEqual({ isSound: true, end: { seq: 10, hash: last?.hash }, unfinished: 0 });
  });

  it('counts what was begun and has no outcome', async () => {
    const world = await aLog(2);
    const { append } = world.storage.auditLog;
    Object.assign(world.storage.auditLog, {
      append: async (record: AuditRecord, mark: string) =>
        record.phase === 'begun' ? append(record, mark) : { ok: false, failure: { code: 'storage-unavailable' } },
    });
    await change(world);

    expect(await verdictOf(world)).toMatchObject({ isSound: true, unfinished: 1 });
  });

  it('finds any field of any entry that is another one, and names the entry', async () => {
    const world = await aLog(4);
    const { audit } = world.storage.rows;
    const honest = [...audit.records];
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: honest.length - 1 }),
        fc.constantFrom(...alterations.keys()),
        async (index, name) => {
          audit.records = honest.map((record, at) => (at === index ? altered(record, name) : record));

          expect(await verdictOf(world)).toEqual({ isSound: false, firstBadSeq: index + 1, why: 'altered' });
        },
      ),
    );
  });

  it('finds any entries that are taken out, and names the first', async () => {
    const world = await aLog(4);
    const { audit } = world.storage.rows;
    const honest = [...audit.records];
    await fc.assert(
      fc.asyncProperty(fc.subarray(honest, { maxLength: honest.length - 1 }), async (left) => {
        audit.records = left;

        const firstBadSeq = honest.findIndex((record) => !left.includes(record)) + 1;
        expect(await verdictOf(world)).toEqual({ isSound: false, firstBadSeq, why: 'missing' });
      }),
    );
  });

  it('finds entries in another order, and names the first that is not where it was', async () => {
    const world = await aLog(4);
    const { audit } = world.storage.rows;
    const honest = [...audit.records];
    const orders = fc.shuffledSubarray(honest, { minLength: honest.length });
    await fc.assert(
      fc.asyncProperty(orders, async (order) => {
        const moved = order.findIndex((record, index) => record !== honest[index]);
        fc.pre(moved >= 0);
        audit.records = order.map((record, index) => ({ ...record, seq: index + 1 }));

        expect(await verdictOf(world)).toEqual({ isSound: false, firstBadSeq: moved + 1, why: 'altered' });
      }),
    );
  });

  it('finds an entry that is put in, wherever, and names it', async () => {
    const world = await aLog(4);
    const { audit } = world.storage.rows;
    const honest = [...audit.records];
    const honestEnd = audit.end;
    const places = fc.nat({ max: honest.length });
    await fc.assert(
      fc.asyncProperty(places, fc.nat({ max: honest.length - 1 }), fc.boolean(), async (place, copied, movesEnd) => {
        const forged = { ...(honest[copied] as AuditRecord), seq: place + 1 };
        const after = honest.slice(place).map((record) => ({ ...record, seq: record.seq + 1 }));
        audit.records = [...honest.slice(0, place), forged, ...after];
        audit.end = movesEnd && honestEnd !== undefined ? { ...honestEnd, seq: honest.length + 1 } : honestEnd;

        const verdict = await verdictOf(world);
        // A copy of the entry that was there before is no forgery; what comes after it is then the first to be wrong.
        const firstBadSeq = copied === place ? place + 2 : place + 1;
        expect(verdict).toMatchObject({ isSound: false, firstBadSeq });
      }),
    );
  });

  it.each([1, 3, 7])('finds that the last %i of 8 entries are gone, although the end was moved too', async (gone) => {
    const world = await aLog(4);
    const { audit } = world.storage.rows;
    audit.records = audit.records.slice(0, 8 - gone);
    const last = audit.records.at(-1) as AuditRecord;
    audit.end = { seq: last.seq, hash: last.hash, mark: audit.end?.mark ?? '' };

    expect(await verdictOf(world)).toEqual({ isSound: false, firstBadSeq: 9 - gone, why: 'end-altered' });
  });

  it('finds that the end itself was taken away', async () => {
    const world = await aLog(1);
    world.storage.rows.audit.end = undefined;

    expect(await verdictOf(world)).toEqual({ isSound: false, firstBadSeq: 3, why: 'end-altered' });
  });

  it('finds by an anchor that the whole log was put back to an earlier state of it', async () => {
    const world = await aLog(2);
    const { audit } = world.storage.rows;
    const earlier = { records: [...audit.records], end: audit.end };
    await change(world);
    const { end: anchor } = (await verdictOf(world)) as Extract<AuditVerdict, { isSound: true }>;

    Object.assign(audit, earlier);
    const without = await verdictOf(world);
    const withAnchor = expectValue(await world.cuelight.audit.verify(anchor));
    await change(world, 1);
    const afterOthers = expectValue(await world.cuelight.audit.verify(anchor));

    expect(without).toMatchObject({ isSound: true });
    expect(withAnchor).toEqual({ isSound: false, firstBadSeq: 5, why: 'missing' });
    expect(afterOthers).toEqual({ isSound: false, firstBadSeq: 6, why: 'other-than-anchor' });
  });

  it('finds where an entry of another past of the log was put in, which Cuelight once wrote with that number', async () => {
    const world = await aLog(1);
    const { audit } = world.storage.rows;
    const earlier = { records: [...audit.records], end: audit.end };
    await change(world);
    const third = audit.records[2] as AuditRecord;
    Object.assign(audit, earlier);
    await change(world, 1);

    audit.records = audit.records.map((record) => (record.seq === 3 ? third : record));

    // It does follow the second; the fourth does not follow it.
    expect(await verdictOf(world)).toEqual({ isSound: false, firstBadSeq: 4, why: 'altered' });
  });

  it('adds nothing to a log whose end was moved, so that the gap is not covered up', async () => {
    const world = await aLog(3);
    const { audit } = world.storage.rows;
    audit.records = audit.records.slice(0, 4);
    const last = audit.records.at(-1) as AuditRecord;
    audit.end = { seq: last.seq, hash: last.hash, mark: audit.end?.mark ?? '' };

    const refused = await world.cuelight.apps.createApp({ name: 'Portal', origins: [] });

    expect(refused).toMatchObject({ ok: false, failure: { code: 'audit-log-damaged' } });
    expect(audit.records).toHaveLength(4);
  });

  it('finds entries sound that are added while it reads', async () => {
    const world = await aLog(300);
    const { list } = world.storage.auditLog;
    let adds = 3;
    Object.assign(world.storage.auditLog, {
      async list(request: Parameters<typeof list>[0]) {
        const page = await list(request);
        adds -= 1;
        if (adds >= 0) await change(world);
        return page;
      },
    });

    expect(await verdictOf(world)).toMatchObject({ isSound: true, end: { seq: 606 } });
  });
});

describe('hosts that change things at the same time on one database', () => {
  it('never fork the log: every change is in it, in one sound chain', async () => {
    const first = createWorld();
    const hosts = [first, createWorld({}, first), createWorld({}, first)];

    const changes = Array.from({ length: 60 }, (_, index) => change(hosts[index % 3] as World, index));
    await Promise.all(changes);

    expect(first.storage.rows.audit.records.map(({ seq }) => seq)).toEqual(
      Array.from({ length: 120 }, (_, i) => i + 1),
    );
    expect(await verdictOf(first)).toMatchObject({ isSound: true, end: { seq: 120 } });
  });
});

/** Everything there is to alter in an entry. */
const alterations = new Map<string, (record: AuditRecord) => object>([
  ['atMs', ({ atMs }) => ({ atMs: atMs + 1 })],
  ['actor', () => ({ actor: { kind: 'operator' } })],
  ['actor with a key', ({ actor }) => ({ actor: { ...actor, keyId: 'id-000001' } })],
  ['actor with an app', ({ actor }) => ({ actor: { ...actor, appId: 'id-000001' } })],
  ['action', () => ({ action: 'delete-app' })],
  ['phase', ({ phase }) => ({ phase: phase === 'failed' ? 'done' : 'failed' })],
  ['code', () => ({ code: 'check-failed' })],
  ['begunSeq', ({ begunSeq = 0 }) => ({ begunSeq: begunSeq + 1 })],
  ['subject', ({ subject }) => ({ subject: { ...subject, connectionId: 'id-000001' } })],
  ['subject of another kind', ({ subject }) => ({ subject: { processId: subject.appId ?? 'id-000001' } })],
  ['no subject', ({ subject }) => ({ subject: subject.appId === undefined ? { keyId: 'id-000001' } : {} })],
  ['hash', ({ hash }) => ({ hash: `${hash.slice(1)}A` })],
  ['no hash', () => ({ hash: '' })],
]);

function altered(record: AuditRecord, name: string): AuditRecord {
  return { ...record, ...alterations.get(name)?.(record) };
}

/** A log of so many changes, two entries each. */
async function aLog(changes: number): Promise<World> {
  const world = createWorld();
  for (let count = 0; count < changes; count += 1) await change(world, count);
  return world;
}

async function change(world: World, number = 0): Promise<void> {
  const actor = number % 2 === 0 ? ({ kind: 'command-line' } as const) : ({ kind: 'service' } as const);
  await world.cuelight.as(actor).apps.createApp({ name: `Portal ${number}`, origins: [] });
}

async function verdictOf({ cuelight }: World): Promise<AuditVerdict> {
  return expectValue(await cuelight.audit.verify());
}
