import { fileURLToPath } from 'node:url';
import { createOrchestratorHttp } from '@cuelight/adapters/orchestrator-http';
import { everyProcess, type OrchestratorUrl, Secret, succeed } from '@cuelight/core';
import { startChild } from '@cuelight/example-local-service';
import { collectGarbage } from '../collect-garbage.js';
import { listWithUipathOrchestrator, type PeerSetting } from '../peers/list-with-uipath-orchestrator.js';
import { compare, median, type Row } from '../row.js';

const distantOrchestrator = fileURLToPath(new URL('../peers/distant-orchestrator.js', import.meta.url));

/** How the peer may sensibly be set, its default first. */
const settings: readonly PeerSetting[] = [
  { atOnce: 1 },
  { connectionPool: 16, atOnce: 16 },
  { connectionPool: 32, atOnce: 32 },
  { connectionPool: 64, atOnce: 64 },
  { connectionPool: 0, atOnce: 1_000 },
];

/** Signing in and listing the processes of all folders of a distant Orchestrator, against UiPath's own client. */
export async function listing({
  rounds,
  folders,
  processesEach,
  latencyMs,
}: {
  readonly rounds: number;
  readonly folders: number;
  readonly processesEach: number;
  readonly latencyMs: number;
}): Promise<readonly Row[]> {
  const orchestrator = await startChild(distantOrchestrator, [folders, processesEach, latencyMs].map(String), {});
  const timed = async (list: (url: string) => Promise<number>) => {
    collectGarbage();
    const startedMs = performance.now();
    const listed = await list(orchestrator.url);
    const takenMs = performance.now() - startedMs;
    if (listed !== folders * processesEach) throw new Error(`${listed} processes were listed`);
    return takenMs;
  };
  try {
    const ours: number[] = [];
    const peers = settings.map(() => [] as number[]);
    await timed(listWithCuelight);
    await timed((url) => listWithUipathOrchestrator(url, { connectionPool: 0, atOnce: 1_000 }));
    for (let round = 0; round < rounds; round += 1) {
      for (const [index, setting] of settings.entries()) {
        // Ours beside each, so that a busy moment of the machine counts for both.
        ours.push(await timed(listWithCuelight));
        peers[index]?.push(await timed((url) => listWithUipathOrchestrator(url, setting)));
      }
    }
    const medians = peers.map(median);
    const [byDefault = 0, ...others] = medians;
    const best = Math.min(...medians);
    const { connectionPool = 1 } = settings[medians.indexOf(best)] ?? {};
    if (others.length === 0) throw new Error('no other setting was measured');
    const metric = `${folders * processesEach} processes in ${folders} folders, ${latencyMs} ms away`;
    const figure = { name: 'listing', metric, ours: median(ours), unit: 'ms' };
    return [
      compare({ ...figure, peer: byDefault, peerName: 'uipath-orchestrator by default' }, { atMost: 1 / 8 }),
      compare(
        { ...figure, peer: best, peerName: `uipath-orchestrator at its best (connectionPool ${connectionPool})` },
        { atMost: 1 },
      ),
    ];
  } finally {
    await orchestrator.stop();
  }
}

async function listWithCuelight(url: string): Promise<number> {
  const { directory, close } = createOrchestratorHttp({ egress: 'unguarded' });
  const access = {
    connectionId: 'bench',
    target: { orchestratorUrl: url as OrchestratorUrl, tenant: 'Default' },
    credentialVersion: '1',
    credential: async () =>
      succeed({ kind: 'password', username: 'admin', password: new Secret('admin-password') } as const),
  };
  let listed = 0;
  for await (const one of everyProcess(directory, access)) {
    if (!one.ok) throw new Error(one.failure.detail);
    if (one.value.kind === 'process') listed += 1;
  }
  await close();
  return listed;
}
