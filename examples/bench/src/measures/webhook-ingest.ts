import { createHmac } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { startChild, startLocalService } from '@cuelight/example-local-service';
import { startFakeOrchestrator } from '@cuelight/test-harness/fake-orchestrator';
import { Pool } from 'undici';
import { compare, median, type Row } from '../row.js';

const bareReceiver = fileURLToPath(new URL('../peers/hapi-webhook-receiver.js', import.meta.url));
const connections = 16;

/** Signed deliveries per second, against a Hapi server that verifies and parses them and does nothing else. */
export async function webhookIngest({
  rounds,
  deliveries,
}: {
  readonly rounds: number;
  readonly deliveries: number;
}): Promise<readonly Row[]> {
  const orchestrator = await startFakeOrchestrator();
  const service = await startLocalService();
  const { hookUrl, secret } = await aConnection(service.url, service.adminKey, orchestrator.url);
  const peer = await startChild(bareReceiver, [], { WEBHOOK_SECRET: secret });
  try {
    const rates = { ours: [] as number[], peer: [] as number[] };
    await deliver(hookUrl, secret, deliveries / 4);
    await deliver(peer.url, secret, deliveries / 4);
    for (let round = 0; round < rounds; round += 1) {
      rates.ours.push(await deliver(hookUrl, secret, deliveries));
      rates.peer.push(await deliver(peer.url, secret, deliveries));
    }
    return [
      compare(
        {
          name: 'webhook-ingest',
          metric: 'verified job.started deliveries',
          ours: median(rates.ours),
          peer: median(rates.peer),
          peerName: 'a Hapi route that verifies and parses',
          unit: 'deliveries/s',
        },
        { atLeast: 0.4 },
      ),
    ];
  } finally {
    await peer.stop();
    await service.stop();
    await orchestrator.close();
  }
}

/** Connects, and reads the secret that Orchestrator was given, as Orchestrator shows it. */
async function aConnection(url: string, adminKey: string, orchestratorUrl: string) {
  const credential = { kind: 'password', username: 'admin', password: 'admin-password' };
  const connected = await fetch(`${url}/v1/connections`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Bench', orchestratorUrl, tenant: 'Default', credential }),
  });
  if (!connected.ok) throw new Error(`no connection: ${connected.status}`);
  const signedIn = await fetch(`${orchestratorUrl}/api/Account/Authenticate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ tenancyName: 'Default', usernameOrEmailAddress: 'admin', password: 'admin-password' }),
  });
  const { result: token } = (await signedIn.json()) as { result: string };
  const listed = await fetch(`${orchestratorUrl}/odata/Webhooks`, { headers: { authorization: `Bearer ${token}` } });
  const { value } = (await listed.json()) as { value: { Url: string; Secret: string }[] };
  const [webhook] = value;
  if (webhook === undefined) throw new Error('Orchestrator has no webhook');
  return { hookUrl: webhook.Url, secret: webhook.Secret };
}

/** Sends deliveries over a few connections, as many at once; answers how many were taken in a second. */
async function deliver(url: string, secret: string, count: number): Promise<number> {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections });
  const signed = Array.from({ length: Math.min(count, 500) }, (_, number) => aDelivery(secret, number));
  const startedMs = performance.now();
  let next = 0;
  const sender = async () => {
    while (next < count) {
      const { body, signature } = signed[next % signed.length] ?? aDelivery(secret, next);
      next += 1;
      const { statusCode, body: reply } = await pool.request({
        method: 'POST',
        path: pathname,
        headers: { 'content-type': 'application/json; charset=utf-8', 'x-uipath-signature': signature },
        body,
      });
      await reply.dump();
      if (statusCode !== 204) throw new Error(`a delivery was answered ${statusCode}`);
    }
  };
  await Promise.all(Array.from({ length: connections }, sender));
  const seconds = (performance.now() - startedMs) / 1_000;
  await pool.close();
  return count / seconds;
}

function aDelivery(secret: string, number: number): { body: string; signature: string } {
  const key = `1c7222dc-416f-4c60-9b17-${String(number).padStart(12, '0')}`;
  const time = '2026-11-23T09:14:12.1044121Z';
  const body = JSON.stringify({
    Type: 'job.started',
    EventId: String(307_348_658 + number),
    Timestamp: time,
    Job: { Id: number, Key: key, State: 'Running', StartTime: time, Info: null, OutputArguments: null },
    TenantId: 1,
    OrganizationUnitId: 1,
  });
  return { body, signature: createHmac('sha256', secret).update(body).digest('base64') };
}
