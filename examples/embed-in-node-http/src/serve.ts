import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createOrchestratorHttp, type OrchestratorHttpOptions } from '@cuelight/adapters/orchestrator-http';
import { createOrchestratorProbe } from '@cuelight/adapters/orchestrator-probe';
import { createMemoryPersistence } from '@cuelight/adapters/persistence/memory';
import { createMemorySecrets } from '@cuelight/adapters/secrets/memory';
import { createServiceSecrets } from '@cuelight/adapters/secrets/service';
import { nodeKeyedHash, systemClock, systemRandomness } from '@cuelight/adapters/system';
import { nodeCertificateAuthorities } from '@cuelight/adapters/trust';
import { type Cuelight, createCuelight } from '@cuelight/core';
import { bodyOf } from './body-of.js';

/**
 * Serves Cuelight's core without Hapi and without a container: deliveries, and one job as JSON lines.
 *
 * @param options how Orchestrator is called; by default nothing on this machine itself is
 */
export async function serve(
  options: OrchestratorHttpOptions = {},
): Promise<{ url: string; cuelight: Cuelight; close(): Promise<void> }> {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const [, kind, id = '', jobKey = ''] = (request.url ?? '').split('/');
    if (request.method === 'POST' && kind === 'hooks') {
      const signature = request.headers['x-uipath-signature']?.toString();
      const body = cuelight.deliveries.isExpected(id) ? await bodyOf(request) : Buffer.alloc(0);
      if (body === undefined) return void response.writeHead(413, { connection: 'close' }).end();
      const verdict = cuelight.deliveries.take({ connectionId: id, body, signature });
      response.writeHead(verdict === 'accepted' ? 204 : 401).end();
    } else if (request.method === 'GET' && kind === 'jobs') {
      const job = await cuelight.jobs.watch(id, jobKey, { scope: 'admin' });
      response.writeHead(job.ok ? 200 : 404, { 'content-type': 'application/jsonl' });
      if (!job.ok) return void response.end(JSON.stringify(job.failure));
      response.once('close', () => job.value.close());
      for await (const event of job.value) response.write(`${JSON.stringify(event)}\n`);
      response.end();
    } else response.writeHead(404).end();
  };
  // It fails when the client goes away in the middle of its request.
  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const { serviceSecretRows, ...persistence } = createMemoryPersistence();
  const { close: closeOrchestrator, ...orchestrator } = createOrchestratorHttp(options);
  const probe = createOrchestratorProbe(options);
  const [secrets, randomness] = [createMemorySecrets(), systemRandomness];
  const serviceSecrets = createServiceSecrets({ rows: serviceSecretRows, secrets, randomness });
  const certificateAuthorities = nodeCertificateAuthorities(systemClock.nowMs);
  const notices = { notice: () => {} };
  const system = { clock: systemClock, keyedHash: nodeKeyedHash, randomness, certificateAuthorities, notices };
  const cuelight = createCuelight(
    { ...persistence, ...orchestrator, probe, ...system, secrets, serviceSecrets },
    { publicUrl: url },
  );
  const close = async () => {
    cuelight.close();
    await closeOrchestrator();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url, cuelight, close };
}
