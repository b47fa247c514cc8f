import { expectValue } from '@cuelight/test-harness/contracts/expect-value';
import { apiVersions } from '@cuelight/test-harness/fake-orchestrator';
import { states } from '@cuelight/test-harness/lifecycle-model/followed-job';
import { describe, expect, it } from 'vitest';
import { createHttpSystem, type HttpSystem } from './http-system.js';

/** What is tried on every version; answers how it is there. */
const features: Readonly<Record<string, (system: HttpSystem) => Promise<string>>> = {
  async 'connects, with every check passed'({ diagnosis }) {
    expect(diagnosis.checks.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn')).toEqual([]);
    return 'yes';
  },
  async 'lists folders, processes and their arguments'({ folders, processes }) {
    expect(folders.map(({ path }) => path)).toEqual(expect.arrayContaining(['Shared', 'Finance/AP']));
    const argument = processes.find(({ name }) => name === 'EchoText')?.arguments.input[0];
    expect(argument).toMatchObject({ name: 'in_Text', type: 'string', required: true });
    return 'yes';
  },
  async 'starts a job and follows it by webhooks to its output'(system) {
    const listening = await aFollowedJob(system);
    await move(system, 'Running', 'sent');
    await move(system, 'Successful', 'sent');
    expect(states(listening)).toEqual(['Pending', 'Running', 'Successful']);
    expect(listening.events.at(-1)).toMatchObject({ move: { via: 'webhook', output: { out_Text: 'hello' } } });
    return 'yes';
  },
  async 'follows it by reading alone'(system) {
    const listening = await aFollowedJob(system);
    await move(system, 'Successful', 'lost');
    await system.advance(120_000);
    expect(listening.events.at(-1)).toMatchObject({ move: { via: 'read', output: { out_Text: 'hello' } } });
    return 'yes';
  },
  async 'polls many jobs in lists'(system) {
    const jobKeys: string[] = [];
    for (let number = 0; number < 70; number += 1) jobKeys.push(expectValue(await system.start()).job.jobKey);
    const listenings = await Promise.all(jobKeys.map((jobKey) => system.listen(jobKey)));
    for (const jobKey of jobKeys) await system.orchestrator.move(jobKey, { state: 'Running' }, 'lost');
    await system.advance(180_000);
    expect(listenings.filter((listening) => states(listening).at(-1) !== 'Running')).toEqual([]);
    const lists = system.notices.flatMap((notice) =>
      notice.kind === 'job-read' && notice.jobs > 1 ? [notice.jobs] : [],
    );
    expect(lists.length).toBeGreaterThan(0);
    return 'yes';
  },
  async 'stops a job softly'(system) {
    const listening = await aFollowedJob(system);
    await move(system, 'Running', 'sent');
    await system.stop(latest(system), 'soft');
    await system.advance(2_000);
    expect(states(listening).at(-1)).toBe('Stopping');
    return 'yes';
  },
  async 'starts once per Idempotency-Key'(system) {
    const start = { idempotencyKey: 'invoice-4711' };
    const first = expectValue(await system.start(start));
    const again = expectValue(await system.start(start));
    expect(again.job.jobKey).toBe(first.job.jobKey);
    return first.idempotency === 'process' ? 'while the service runs' : 'yes';
  },
  async 'finds the job of a start whose answer was lost'(system) {
    system.orchestrator.nextStarts('answer-lost');
    const started = await system.start({ idempotencyKey: 'invoice-4712' });
    return started.ok ? 'yes' : started.failure.code;
  },
  async 'tells an app of its unfinished jobs'(system) {
    expectValue(await system.start());
    const stream = expectValue(await system.cuelight().appStreams.watch(system.appId, { scope: 'admin' }));
    const first = await stream.next();
    stream.close();
    return first.done === true || first.value.kind !== 'snapshot' || !first.value.complete ? 'those it starts' : 'yes';
  },
};

describe('every version of Orchestrator', () => {
  it('does what the table says', { timeout: 120_000 }, async () => {
    const rows: string[] = [];
    for (const [feature, tryIt] of Object.entries(features)) {
      const cells: string[] = [];
      for (const apiVersion of apiVersions) {
        const system = await createHttpSystem({ apiVersion });
        try {
          cells.push(await tryIt(system));
        } catch (error) {
          throw new Error(`API ${apiVersion} ${feature}: ${error instanceof Error ? error.message : error}`);
        } finally {
          await system.close();
        }
      }
      rows.push(`| ${feature} | ${cells.join(' | ')} |`);
    }

    await expect(page(rows)).toMatchFileSnapshot('../../../../docs/compatibility.md');
  });
});

function page(rows: readonly string[]): string {
  return `# What works with which Orchestrator

Tried over HTTP against the fake Orchestrator at each API version ([how that is known](fidelity.md)); what a version has is in
[versions.md](versions.md). 9 is 2019.10, 11 is 2020.10, 17 is 2023.10 to 2025.10, 20 is the cloud, which is signed in to as
an application.

| | ${apiVersions.join(' | ')} |
|---|${apiVersions.map(() => '---|').join('')}
${rows.join('\n')}

This page is made from what was tried: \`npx vitest run packages/adapters/test/lifecycle/versions.test.ts -u\`.
`;
}

async function aFollowedJob(system: HttpSystem) {
  const { job } = expectValue(await system.start({ input: { in_Text: 'hello' } }));
  await system.advance(2_000);
  return system.listen(job.jobKey);
}

async function move(system: HttpSystem, state: 'Running' | 'Successful', webhook: 'sent' | 'lost'): Promise<void> {
  const output = { out_Text: 'hello' };
  await system.orchestrator.move(latest(system), { state, ...(state === 'Successful' && { output }) }, webhook);
  await system.advance(2_000);
}

function latest({ orchestrator }: HttpSystem): string {
  return orchestrator.jobs().at(-1)?.key ?? '';
}
