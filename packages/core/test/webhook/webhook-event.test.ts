import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readWebhookEvent } from '../../src/index.js';

const encoder = new TextEncoder();
const read = (event: unknown) => readWebhookEvent(encoder.encode(JSON.stringify(event)));

const job = {
  Id: 38967597,
  Key: '374BA45A-6bf5-4f0a-9ed8-571fe5378db5',
  State: 'Successful',
  StartTime: '2025-05-07T09:13:50.123Z',
  EndTime: '2025-05-07T09:14:12.05Z',
  Info: 'Job completed',
  OutputArguments: { out_Count: 3 },
};

const observation = {
  jobKey: '374ba45a-6bf5-4f0a-9ed8-571fe5378db5',
  state: 'Successful',
  asOf: '2025-05-07T09:14:12.1044121Z',
  source: 'webhook',
  startedAt: '2025-05-07T09:13:50.1230000Z',
  endedAt: '2025-05-07T09:14:12.0500000Z',
};

describe('a verified delivery', () => {
  it.each([
    ['Job as an object', { Job: job }],
    ['Job as an array', { Job: [job] }],
    ['Jobs as an array', { Jobs: [job] }],
    ['Jobs as an object', { Jobs: job }],
  ])('is read with %s', (_, jobs) => {
    const event = read({ Type: 'job.completed', Timestamp: '2025-05-07T09:14:12.1044121Z', ...jobs });

    expect(event).toEqual({ kind: 'jobs', type: 'job.completed', observations: [observation], ignored: [] });
  });

  it('tells of all jobs of one start', () => {
    const event = read({
      Type: 'job.created',
      EventId: '307348658',
      Timestamp: '2025-05-07T09:13:45.7401303Z',
      Jobs: [
        { Key: 'e1c32fbf-5ef4-4080-a671-cf6ef75f359a', State: 'Pending' },
        { Key: 'b571d943-305c-40a0-8de7-28fd689e67aa', State: 'Pending' },
      ],
    });

    expect(event).toMatchObject({
      observations: [
        { jobKey: 'e1c32fbf-5ef4-4080-a671-cf6ef75f359a', state: 'Pending', eventId: '307348658' },
        { jobKey: 'b571d943-305c-40a0-8de7-28fd689e67aa', state: 'Pending', eventId: '307348658' },
      ],
    });
  });

  it('is as of its EventTime, which versions from 2023 on send beside the Timestamp', () => {
    const event = read({
      Type: 'job.completed',
      Timestamp: '2025-05-07T09:14:12.1044121Z',
      EventTime: '2025-05-07T09:14:12.0910000Z',
      Job: job,
    });

    expect(event).toMatchObject({ observations: [{ asOf: '2025-05-07T09:14:12.0910000Z' }] });
  });

  it('carries the reason of a fault, and only of a fault', () => {
    const faulted = { ...job, State: 'Faulted', Info: 'System.InvalidOperationException' };

    const event = read({ Type: 'job.faulted', Timestamp: '2025-05-07T09:14:12Z', Job: faulted });

    expect(event).toMatchObject({ observations: [{ fault: { message: 'System.InvalidOperationException' } }] });
  });

  it('may be a ping', () => {
    expect(read({ Type: 'ping', EventId: '1', Timestamp: '2018-11-26T14:37:26.3231841Z' })).toEqual({
      kind: 'ping',
      type: 'ping',
    });
  });

  it.each([
    ['an event of another kind', { Type: 'queueItem.added', Timestamp: '2018-11-26T14:37:26Z' }, 'queueItem.added'],
    ['a job event without a job', { Type: 'job.started', Timestamp: '2018-11-26T14:37:26Z' }, 'job.started'],
    ['a list', [1, 2], 'unnamed'],
    ['a made-up name', { Type: 'job.<script>' }, 'unnamed'],
    ['an endless name', { Type: `job.${'x'.repeat(60)}` }, 'unnamed'],
  ])('is not understood when it is %s', (_, event, type) => {
    expect(read(event)).toEqual({ kind: 'not-understood', type });
  });

  it.each([
    ['unknown-state', { ...job, State: 'Paused' }, '2018-11-26T14:37:26Z'],
    ['impossible-time', job, '0001-01-01T00:00:00Z'],
    ['impossible-time', job, undefined],
    ['foreign-key', { ...job, Key: 7 }, '2018-11-26T14:37:26Z'],
    ['foreign-key', { ...job, Key: 'k'.repeat(65) }, '2018-11-26T14:37:26Z'],
    ['text-too-long', { ...job, State: 'Faulted', Info: 'x'.repeat(10_000_000) }, '2018-11-26T14:37:26Z'],
  ])('says which jobs of an event cannot be as it tells (%s), and reads the others', (why, odd, time) => {
    const event = read({ Type: 'job.stopped', Timestamp: time, Jobs: [job, odd] });

    expect(event).toMatchObject({
      kind: 'jobs',
      observations: why === 'impossible-time' ? [] : [{ jobKey: observation.jobKey }],
      ignored: why === 'impossible-time' ? [why, why] : [why],
    });
  });

  it('never throws, whatever the bytes', () => {
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.json().map((text) => encoder.encode(text)),
      fc
        .record({ Type: fc.constant('job.started'), Timestamp: fc.anything(), Job: fc.anything(), Jobs: fc.anything() })
        .map((event) =>
          encoder.encode(JSON.stringify(event, (_, value) => (typeof value === 'bigint' ? null : value))),
        ),
    );

    fc.assert(
      fc.property(anything, (body) => {
        expect(['jobs', 'ping', 'not-understood']).toContain(readWebhookEvent(body).kind);
      }),
    );
  });
});
