import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FakeRobot, startFakeRobot } from '../../src/fake-robot/index.js';
import { createOutbox, type JobEntry, type Parcel } from '../../src/fake-robot/jobs/outbox.js';
import { runs } from '../../src/lifecycle-model/runs.js';
import { aConsentedPage, type ConsentedPage } from './a-page.js';

const text = (entry: JobEntry): string => (entry.kind === 'status' ? entry.text : entry.name);

describe('the outbox of a job', () => {
  it('hands over every entry once and in order, whatever parcels are lost', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('add', 'take', 'arrive', 'lose')), (moves) => {
        const outbox = createOutbox(() => {});
        const [told, received]: [string[], string[]] = [[], []];
        let parcel: Parcel | undefined;
        const arrive = () => {
          received.push(...(parcel?.entries ?? []).map(text));
          parcel?.sent();
          parcel = undefined;
        };
        for (const move of moves) {
          if (move === 'add') {
            told.push(`text ${told.length}`);
            outbox.add({ kind: 'status', text: `text ${told.length - 1}` });
          }
          if (move === 'take') parcel = outbox.take() ?? parcel;
          if (move === 'arrive') arrive();
          if (move === 'lose') {
            parcel?.lost();
            parcel = undefined;
          }
        }
        arrive();
        parcel = outbox.take();
        arrive();

        expect(received).toEqual(told);
      }),
      runs(100),
    );
  });
});

/** Something that happens around a job: it tells something or moves; a page polls; a connection goes. */
const happening = fc.constantFrom(
  'status',
  'event',
  'poll',
  'poll-and-leave',
  'poll-and-be-cut-off',
  'poll-and-be-cut-off-on-the-way',
  'poll-into-a-crash',
  'poll-unanswered',
  'close',
);
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

describe.each([
  ['long polling', undefined],
  ['an old listener', null],
] as const)('with %s', (_name, features) => {
  it('a page receives what a job tells, all of it and in order, whatever connections are lost', async () => {
    const robot = await startFakeRobot({ manual: true, holdMs: 60_000, ...(features === null && { features }) });
    const page = await aConsentedPage(robot);
    try {
      await fc.assert(
        fc.asyncProperty(fc.array(happening, { maxLength: 12 }), async (happenings) => {
          const { received, told } = await liveThrough(robot, page, happenings);

          expect(received).toEqual(told);
        }),
        runs(25),
      );
    } finally {
      await robot.close();
    }
  });
});

interface Told {
  readonly statuses: string[];
  readonly events: string[];
}

async function liveThrough(
  robot: FakeRobot,
  page: ConsentedPage,
  happenings: readonly Happening[],
): Promise<{ received: Told; told: Told }> {
  const { control } = robot;
  const jobId = await page.start('EchoText');
  const told: Told = { statuses: [], events: [] };
  const received: Told = { statuses: [], events: [] };
  const waiting = () => control.jobs().find(({ id }) => id === jobId)?.waiting ?? 0;
  const isOver = () => control.jobs().find(({ id }) => id === jobId)?.state !== 'Executing';
  const isHeld = () => waiting() === 0 && !isOver() && control.state().features !== null;

  async function poll(signal?: AbortSignal): Promise<void> {
    const path = `/JobStatus?jobId=${jobId}`;
    const { body } = await page.ask(path, { ...(signal && { signal }) });
    received.statuses.push(...body.response.Status);
    received.events.push(...body.response.Events.map(({ name }: { name: string }) => name));
  }

  /** Polls so that the poll is held, and breaks it off. */
  async function pollBrokenOffBy(breakOff: (leaving: AbortController) => void): Promise<void> {
    if (!isHeld()) return;
    const leaving = new AbortController();
    const polling = poll(leaving.signal).catch(() => undefined);
    await expect.poll(() => control.state().heldPolls, { interval: 2 }).toBe(1);
    breakOff(leaving);
    await polling;
    await expect.poll(() => control.state().heldPolls, { interval: 2 }).toBe(0);
  }

  async function pollInto(action: 'reset' | 'commit-then-drop'): Promise<void> {
    if (action === 'commit-then-drop' && isHeld()) return;
    control.addFault({ on: 'GET /JobStatus', action });
    await poll().catch(() => undefined);
    control.removeFaults();
  }

  const acts: Record<Happening, () => unknown> = {
    status: () => {
      told.statuses.push(`status ${told.statuses.length}`);
      control.emitStatus(jobId, `status ${told.statuses.length - 1}`);
    },
    event: () => {
      told.events.push(`event ${told.events.length}`);
      control.emitEvent(jobId, { name: `event ${told.events.length - 1}`, payload: '' });
    },
    poll: () => (isHeld() ? undefined : poll()),
    'poll-and-leave': () => pollBrokenOffBy((leaving) => leaving.abort()),
    'poll-and-be-cut-off': () => pollBrokenOffBy(() => control.dropConnections()),
    'poll-and-be-cut-off-on-the-way': async () => {
      if (!isHeld()) return;
      await pollBrokenOffBy(() => {
        acts.status();
        control.dropConnections();
      });
      await expect.poll(waiting, { interval: 2 }).toBe(1);
    },
    'poll-into-a-crash': () => pollInto('reset'),
    'poll-unanswered': () => pollInto('commit-then-drop'),
    close: () => control.setJobState(jobId, { state: 'Closed' }),
  };
  for (const happens of happenings) await acts[happens]();
  control.setJobState(jobId, { state: 'Closed' });
  await poll();
  return { received, told };
}
