import { describe, expect, it } from 'vitest';
import { countedInstant, type JobReading, type JobState, type Observation } from '../../src/index.js';
import { follow, followJob, snapshotOf, tellEndUnread } from '../../src/lifecycle/followed-job.js';
import { instant } from './observations.js';

describe('one followed job', () => {
  it('has nothing new to tell when the same state is reported again', () => {
    const job = followed(reading('Running', '09:00:00'), 'Running');

    expect(job.observe(webhook('Running', '09:00:05.2'))).toEqual({ kind: 'nothing-new' });
  });

  it('tells the end that the read found, and how that was learnt, when a webhook had said another', () => {
    const job = followed(reading('Running', '09:00:00'), 'Running');
    const heard = job.observe(webhook('Stopped', '09:00:05.2'));

    const read = reading('Successful', '09:00:07', { out_Count: 3 });
    const told = job.observe(read.observation, read);

    expect(heard).toEqual({ kind: 'end-to-read' });
    expect(told).toMatchObject({
      kind: 'told',
      isOver: true,
      events: [
        { move: { state: 'Successful', via: 'read', at: '2026-11-23T09:00:07.0000000Z', output: { out_Count: 3 } } },
      ],
    });
  });

  it('tells the end as the webhook brought it when the read agrees', () => {
    const job = followed(reading('Running', '09:00:00'), 'Running');
    job.observe(webhook('Successful', '09:00:05.2'));

    const read = reading('Successful', '09:00:07', {});
    const told = job.observe(read.observation, read);

    expect(told).toMatchObject({ events: [{ move: { via: 'webhook', at: '2026-11-23T09:00:05.2000000Z' } }] });
  });

  it('tells what a local robot reported without a time, in the order that it was counted', () => {
    const counted = (state: JobState, count: number): Observation => ({
      jobKey: 'a-job',
      state,
      asOf: countedInstant(count),
      source: 'robotjs',
    });
    const job = followJob({ observation: counted('Running', 9) }, 'Running');
    const end = counted('Successful', 10);

    const { outcome } = follow(job, end, { observation: end, output: { out_Count: 3 } });

    expect(outcome).toEqual({
      kind: 'told',
      isOver: true,
      events: [
        {
          kind: 'lifecycle',
          move: {
            jobKey: 'a-job',
            from: 'Running',
            state: 'Successful',
            via: 'robotjs',
            inferred: false,
            output: { out_Count: 3 },
          },
        },
      ],
    });
  });

  it('reads again when the read has not seen the end yet', () => {
    const job = followed(reading('Running', '09:00:00'), 'Running');
    job.observe(webhook('Successful', '09:00:05.2'));

    const read = reading('Running', '09:00:07');

    expect(job.observe(read.observation, read)).toEqual({ kind: 'end-to-read' });
    expect(job.tellEndUnread()).toMatchObject({ events: [{ move: { flags: ['output-unread'] } }], isOver: true });
  });

  it('lets only a read settle a contradiction, however often webhooks repeat it', () => {
    const job = followed(reading('Stopping', '09:00:00'), 'Stopping');

    const outcomes = ['09:00:05.2', '09:00:08.2', '09:00:11.2'].map((time) => job.observe(webhook('Running', time)));

    expect(outcomes).toEqual([
      { kind: 'contradicted', isNew: true },
      { kind: 'contradicted', isNew: false },
      { kind: 'contradicted', isNew: false },
    ]);
  });

  it('does not take a read of the same second for a confirmation', () => {
    const job = followed(reading('Stopping', '09:00:00'), 'Stopping');
    job.observe(webhook('Running', '09:00:05.2'));

    expect(job.observe(reading('Running', '09:00:05.9').observation)).toEqual({ kind: 'contradicted', isNew: false });
    expect(job.observe(reading('Running', '09:00:06').observation)).toMatchObject({
      kind: 'told',
      events: [{ kind: 'snapshot', job: { state: 'Running' } }],
    });
  });

  it('does not take a later read for a confirmation that still says what was told', () => {
    const job = followed(reading('Stopping', '09:00:00'), 'Stopping');
    job.observe(webhook('Running', '09:00:05.2'));
    job.observe(webhook('Running', '09:00:12.2'));

    expect(job.observe(reading('Stopping', '09:00:11').observation)).toEqual({ kind: 'contradicted', isNew: false });
  });

  it('begins anew where the confirmed contradiction left it', () => {
    const job = followed(reading('Stopping', '09:00:00'), 'Stopping');
    job.observe(webhook('Running', '09:00:05.2'));
    job.observe(reading('Running', '09:00:07').observation);

    expect(job.snapshot().state).toBe('Running');
    expect(job.observe(webhook('Suspended', '09:00:09'))).toMatchObject({
      events: [{ move: { from: 'Running', state: 'Suspended', inferred: false } }],
    });
  });

  it('drops a contradiction that a newer report takes back', () => {
    const job = followed(reading('Stopping', '09:00:00'), 'Stopping');
    job.observe(webhook('Running', '09:00:05.2'));
    job.observe(reading('Stopping', '09:00:07').observation);

    expect(job.observe(webhook('Running', '09:00:09.2'))).toEqual({ kind: 'contradicted', isNew: true });
  });
});

/** One job after another: each report is added to what came before. */
function followed(first: JobReading, told: JobState) {
  let job = followJob(first, told);
  const add = (next: ReturnType<typeof follow>) => {
    job = next.job;
    return next.outcome;
  };
  return {
    observe: (observation: Observation, read?: JobReading) => add(follow(job, observation, read)),
    tellEndUnread: () => add(tellEndUnread(job)),
    snapshot: () => snapshotOf(job),
  };
}

function reading(state: JobState, time: string, output?: JobReading['output']): JobReading {
  const observation: Observation = { ...webhook(state, time), source: 'read' };
  return { id: 125161, type: 'Unattended', observation, ...(output !== undefined && { output }) };
}

function webhook(state: JobState, time: string): Observation {
  return {
    jobKey: '1c7222dc-416f-4c60-9b17-88262c91768f',
    state,
    asOf: instant(`2026-11-23T${time}Z`),
    source: 'webhook',
  };
}
