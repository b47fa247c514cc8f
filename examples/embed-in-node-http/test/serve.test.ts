import { Secret } from '@cuelight/core';
import { startFakeOrchestrator } from '@cuelight/test-harness/fake-orchestrator';
import { afterEach, describe, expect, it } from 'vitest';
import { serve } from '../src/serve.js';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const running of open.splice(0).reverse()) await running.close();
});

describe('the core in a plain node:http server', () => {
  it('connects, starts a process, and follows it by signed webhooks to its end', async () => {
    const orchestrator = await startFakeOrchestrator({ jobMs: [500, 500] });
    open.push(orchestrator);
    const embedding = await serve();
    open.push(embedding);
    const { cuelight } = embedding;
    const admin = { scope: 'admin' } as const;
    const connected = await cuelight.connect(
      {
        name: 'Fake',
        orchestratorUrl: orchestrator.url,
        tenant: 'Default',
        credential: { kind: 'password', username: 'admin', password: new Secret('admin-password') },
      },
      admin,
    );
    if (!connected.ok) throw new Error(connected.failure.detail);
    const { connection } = connected.value;
    expect(connection.subscription).toMatchObject({ kind: 'webhook', isProven: true });

    const folders = await cuelight.browse.listFolders(connection.id, { skip: 0, take: 100 });
    const folder = folders.ok ? folders.value.items.find(({ path }) => path === 'Shared') : undefined;
    const processes = await cuelight.browse.listProcesses(connection.id, folder?.key ?? '', { skip: 0, take: 1 });
    const [process] = processes.ok ? processes.value.items : [];
    const app = await cuelight.apps.createApp({ name: 'Portal', origins: [] });
    if (!app.ok || folder === undefined || process === undefined) throw new Error('nothing to start');
    const input = { connectionId: connection.id, folderKey: folder.key, releaseKey: process.releaseKey };
    const reference = await cuelight.references.bind(app.value.id, { ...input, runOn: 'orchestrator' }, admin);
    if (!reference.ok) throw new Error(reference.failure.detail);
    const started = await cuelight.startJob(reference.value.id, { input: { in_Text: 'hello' } }, admin);
    if (!started.ok) throw new Error(started.failure.detail);

    const followed = await fetch(`${embedding.url}/jobs/${reference.value.id}/${started.value.job.jobKey}`);
    const events = (await followed.text())
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));

    expect(events[0]).toMatchObject({ kind: 'snapshot' });
    expect(events.at(-1)).toMatchObject({
      kind: 'lifecycle',
      move: { state: 'Successful', via: 'webhook', output: { out_Text: 'hello' } },
    });
  });

  it('refuses a delivery that is not signed', async () => {
    const embedding = await serve();
    open.push(embedding);

    const answer = await fetch(`${embedding.url}/hooks/unknown`, { method: 'POST', body: '{}' });

    expect(answer.status).toBe(401);
  });
});
