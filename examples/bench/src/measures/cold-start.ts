import { fileURLToPath } from 'node:url';
import { startChild, startLocalService } from '@cuelight/example-local-service';
import { compare, median, type Row } from '../row.js';

const bareHapi = fileURLToPath(new URL('../peers/bare-hapi.js', import.meta.url));

/** From nothing to ready, database made and migrated, against a Hapi server with one route. */
export async function coldStart({ rounds }: { readonly rounds: number }): Promise<readonly Row[]> {
  const ours: number[] = [];
  const peer: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const service = await startLocalService();
    ours.push(service.readyMs);
    await service.stop();
    const bare = await startChild(bareHapi, [], {});
    peer.push(bare.readyMs);
    await bare.stop();
  }
  return [
    compare(
      {
        name: 'cold-start',
        metric: 'process start to ready, new database',
        ours: median(ours),
        peer: median(peer),
        peerName: 'a Hapi server with one route',
        unit: 'ms',
      },
      { atMost: 5 },
    ),
  ];
}
