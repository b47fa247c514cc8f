import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEgressGuard, readEgressAllow } from '@cuelight/adapters/egress';
import { createOrchestratorHttp } from '@cuelight/adapters/orchestrator-http';
import { type OrchestratorAccess, parseOrchestratorUrl, Secret, succeed } from '@cuelight/core';
import { Agent } from 'undici';
import { compare, median, type Row } from '../row.js';

const folder = { key: '4f1c2a30-6f0e-4f0b-9a51-0c5b6f3d1a01', path: 'Shared' };
const startRequest = {
  releaseKey: '8d0f3f6a-52b1-4c0e-8a6f-3a2f1b7c1e01',
  inputText: '{"in_Text":"hello"}',
  reference: 'cl1.c2hhcmVk.aGVsbG8td29ybGQtaGVsbG8td29ybGQ.Ym9keQ',
};
const startedBody = JSON.stringify({
  value: [
    { Id: 7, Key: '1c7222dc-416f-4c60-9b17-88262c91768f', State: 'Pending', CreationTime: '2026-11-23T09:14:12.104Z' },
  ],
});
const startPath = '/odata/Jobs/UiPath.Server.Configuration.OData.StartJobs';

/**
 * How long one start takes, guard, budget, breaker and reading included, against undici alone with the same request to
 * the same server, which answers at once: both in turn, over one connection each. They take turns by rounds of a few
 * milliseconds, so that the machine is as busy for the one as for the other, and so that what a call leaves to be done
 * after its answer counts for who made it.
 */
export async function startOverhead({ rounds }: { readonly rounds: number }): Promise<readonly Row[]> {
  const server = await aServerWithoutLatency();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const rules = readEgressAllow('127.0.0.1');
  const orchestrator = createOrchestratorHttp({
    ...(rules.ok && { egress: createEgressGuard(rules.value) }),
    // Beyond what any Orchestrator is asked for; the budget is kept all the same.
    rate: { perSecond: 1_000_000, burst: 1_000_000 },
  });
  const bare = new Agent({ connections: 1 });
  const access = accessTo(url);
  const takers = {
    ours: async () => {
      const started = await orchestrator.jobs.start(access, folder, startRequest);
      if (!started.ok) throw new Error(started.failure.detail);
    },
    peer: () => bareStart(bare, url),
  };
  try {
    const tookUs = { ours: [] as number[], peer: [] as number[] };
    for (let round = -warmUpRounds; round < rounds; round += 1) {
      // Who goes first changes, so that neither always finds what the other left behind.
      for (const name of round % 2 === 0 ? (['ours', 'peer'] as const) : (['peer', 'ours'] as const)) {
        const beganMs = performance.now();
        for (let call = 0; call < callsEachRound; call += 1) await takers[name]();
        if (round >= 0) tookUs[name].push(((performance.now() - beganMs) * 1_000) / callsEachRound);
      }
    }
    const [ours, peer] = [median(tookUs.ours), median(tookUs.peer)];
    const metric = 'one start, at a server without latency';
    const common = { name: 'start-overhead', unit: 'µs', peerName: 'bare undici' };
    return [compare({ ...common, metric, ours, peer }, { atMost: 1.25 })];
  } finally {
    await orchestrator.close();
    await bare.close();
    await new Promise((resolve) => server.close(resolve));
  }
}

const callsEachRound = 20;

/** A service makes its calls for days: what a program's first thousands cost, until it is compiled, is not asked here. */
const warmUpRounds = 150;

/** What somebody would write who needs this one call: send it, see that it worked, parse the reply. */
async function bareStart(agent: Agent, origin: string): Promise<void> {
  const { statusCode, body } = await agent.request({
    origin,
    method: 'POST',
    path: startPath,
    headers: {
      accept: 'application/json',
      'content-type': 'application/json;charset=utf-8',
      authorization: 'Bearer token',
      'X-UIPATH-OrganizationUnitId': '13',
    },
    body: JSON.stringify({
      startInfo: {
        ReleaseKey: startRequest.releaseKey,
        Strategy: 'ModernJobsCount',
        JobsCount: 1,
        RuntimeType: 'Unattended',
        InputArguments: startRequest.inputText,
        Reference: startRequest.reference,
      },
    }),
  });
  const answer = (await body.json()) as { value: readonly unknown[] };
  if (statusCode !== 201 || answer.value.length !== 1) throw new Error(`a start was answered ${statusCode}`);
}

/** Answers what a start needs from texts made before, as soon as the request is there. */
async function aServerWithoutLatency(): Promise<Server> {
  const folders = JSON.stringify({
    value: [{ Id: 13, Key: folder.key, FullyQualifiedName: folder.path, DisplayName: 'Shared' }],
  });
  const server = createServer((request, response) => {
    const url = request.url ?? '';
    const text = url.endsWith('StartJobs') ? startedBody : url.includes('Folders') ? folders : '{"result":"token"}';
    const headers = {
      'content-type': 'application/json',
      'api-supported-versions': '17.0',
      'content-length': text.length,
    };
    request.resume().once('end', () => response.writeHead(url.endsWith('StartJobs') ? 201 : 200, headers).end(text));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function accessTo(url: string): OrchestratorAccess {
  const parsed = parseOrchestratorUrl(url);
  if (!parsed.ok) throw new Error(parsed.failure);
  const credential = { kind: 'password', username: 'admin', password: new Secret('admin-password') } as const;
  return {
    connectionId: 'bench',
    target: { orchestratorUrl: parsed.value, tenant: 'Default' },
    credentialVersion: '1',
    credential: async () => succeed(credential),
  };
}
