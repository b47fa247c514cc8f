import { apiVersions, startFakeOrchestrator } from '@cuelight/test-harness/fake-orchestrator';
import { describe, expect, it } from 'vitest';
import { lookAt } from './look-at.js';
import { running } from './running.js';

describe('an Orchestrator', () => {
  it.each(apiVersions)('with API %i is recognised without a login', async (apiVersion) => {
    const fake = await running(startFakeOrchestrator({ apiVersion }));

    const seen = await lookAt(fake.url);

    expect(seen).toMatchObject({ presented: [], certificateFaults: [], reply: { from: 'orchestrator', apiVersion } });
    expect(seen).not.toHaveProperty('stop');
  });

  it.each([
    ['/odata', { status: 200, from: 'web-page', apiVersion: 17 }],
    ['/foo', { status: 200, from: 'web-page', apiVersion: 17 }],
    ['/identity', { status: 200, from: 'identity-server' }],
    ['/', { status: 200, from: 'orchestrator', apiVersion: 17 }],
  ])('is told apart from what answers at its path %s', async (path, reply) => {
    const fake = await running(startFakeOrchestrator({ apiVersion: 17 }));

    const seen = await lookAt(fake.url + path);

    expect(seen.reply).toEqual({ ...reply, clockAheadMs: expect.any(Number) });
  });

  it('is sent no credential', async () => {
    const fake = await running(startFakeOrchestrator({ apiVersion: 17 }));

    await lookAt(`${fake.url}/foo`);

    const asked = fake.admin.journal();
    expect(asked).toHaveLength(4);
    expect(JSON.stringify(asked)).not.toMatch(/authorization|cookie/i);
  });

  it('has a clock of its own', async () => {
    const fake = await running(startFakeOrchestrator({ apiVersion: 17 }));
    await fake.admin.advanceClock(600_000);

    const { reply } = await lookAt(fake.url);

    expect(Math.abs((reply?.clockAheadMs ?? 0) - 600_000)).toBeLessThan(10_000);
  });
});
