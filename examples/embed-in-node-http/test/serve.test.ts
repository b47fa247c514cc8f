import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { type Connection, type Cuelight, Secret } from '@cuelight/core';
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
    const embedding = await serve({ egress: 'unguarded' });
    open.push(embedding);
    const { cuelight } = embedding;
    const admin = { scope: 'admin' } as const;
    const connection = await connect(cuelight, orchestrator.url);
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
    const embedding = await serve({ egress: 'unguarded' });
    open.push(embedding);

    const answer = await fetch(`${embedding.url}/hooks/unknown`, { method: 'POST', body: '{}' });

    expect(answer.status).toBe(401);
  });

  it('goes on when a client goes away in the middle of a delivery', async () => {
    const { embedding, connection } = await connected();
    const client = await beginDelivery(embedding.url, connection.id, 500);
    const isClosed = once(client, 'close');

    client.write('{');
    client.destroy();
    await isClosed;

    const answer = await fetch(`${embedding.url}/hooks/${connection.id}`, { method: 'POST', body: '{}' });
    expect(answer.status).toBe(401);
  });

  it('reads no more than 32 MiB of a delivery', async () => {
    const { embedding, connection } = await connected();
    const client = await beginDelivery(embedding.url, connection.id, 64 * mebibyte);

    client.write(Buffer.alloc(32 * mebibyte + 1));

    expect(await text(client)).toMatch(/^HTTP\/1\.1 413 /);
  });
});

const mebibyte = 1024 * 1024;

async function connected() {
  const orchestrator = await startFakeOrchestrator();
  open.push(orchestrator);
  const embedding = await serve({ egress: 'unguarded' });
  open.push(embedding);
  return { embedding, connection: await connect(embedding.cuelight, orchestrator.url) };
}

async function connect(cuelight: Cuelight, orchestratorUrl: string): Promise<Connection> {
  const credential = { kind: 'password', username: 'admin', password: new Secret('admin-password') } as const;
  const outcome = await cuelight.connect(
    { name: 'Fake', orchestratorUrl, tenant: 'Default', credential },
    { scope: 'admin' },
  );
  if (!outcome.ok) throw new Error(outcome.failure.detail);
  return outcome.value.connection;
}

/** Sends the head of a delivery that is not signed; its body, of so many bytes, is to follow. */
async function beginDelivery(url: string, connectionId: string, bytes: number): Promise<Socket> {
  const client = createConnection(Number(new URL(url).port), '127.0.0.1');
  await once(client, 'connect');
  client.write(`POST /hooks/${connectionId} HTTP/1.1\r\nhost: x\r\ncontent-length: ${bytes}\r\n\r\n`);
  return client;
}
