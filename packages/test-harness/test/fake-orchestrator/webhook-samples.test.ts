import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aFake, brokenImport, echoText } from './a-fake.js';
import { aSubscriber } from './a-subscriber.js';
import type { Row } from './api-client.js';
import { started, stop, subscribe } from './requests.js';

interface Sample {
  readonly eventType: string;
  readonly payload: Row;
}

const referenceFolder = process.env.CUELIGHT_REFERENCE_DIR;

/** Only robots in classic folders are known before a job runs, and modern events say who in fewer words. */
const classicOnly = new Set(['Robot', 'MachineId', 'UserId']);

function names(value: unknown): readonly string[] {
  return Object.keys(Object(value)).filter((name) => !classicOnly.has(name));
}

describe('the documented samples of job events', () => {
  it('have no member that the fake does not send', async ({ skip }) => {
    if (referenceFolder === undefined) return skip('CUELIGHT_REFERENCE_DIR is not set: there are no samples');
    const file = join(referenceFolder, 'facts', 'webhook-samples.json');
    const samples = JSON.parse(readFileSync(file, 'utf8')) as readonly Sample[];
    const { fake, api } = await aFake({ jobMs: [1000, 60_000] });
    const subscriber = await aSubscriber();
    await subscribe(api, subscriber.url);
    await started(api.in('Finance/AP'), brokenImport);
    const { id, key } = await started(api.in('Shared'), echoText, { JobsCount: 2 });
    await fake.admin.advanceClock(1000);
    fake.admin.setJobState(key, { state: 'Suspended' });
    await stop(api.in('Shared'), id, 'Kill');
    await fake.admin.advanceClock(120_000);

    const sent = new Map(subscriber.received.map(({ body }) => [String(body.Type), body]));
    const compared = samples.filter(({ eventType }) => sent.has(eventType));
    for (const { eventType, payload } of compared) {
      const body = sent.get(eventType) ?? {};
      const [job, documentedJob] = [body, payload].map((event) => event.Job ?? (event.Jobs as readonly Row[])[0]);
      expect(names(body), eventType).toEqual(expect.arrayContaining([...names(payload)]));
      expect(names(job), eventType).toEqual(expect.arrayContaining([...names(documentedJob)]));
    }
    expect(new Set(compared.map(({ eventType }) => eventType)).size).toBe(6);
  });
});
