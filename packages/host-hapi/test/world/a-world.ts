import { createOrchestratorHttp } from '@cuelight/adapters/orchestrator-http';
import { createOrchestratorProbe } from '@cuelight/adapters/orchestrator-probe';
import { createMemoryPersistence, type MemoryPersistence } from '@cuelight/adapters/persistence/memory';
import { createSecretsByBackend } from '@cuelight/adapters/secrets/by-backend';
import { createEnvironmentSecrets } from '@cuelight/adapters/secrets/environment';
import { createMemorySecrets } from '@cuelight/adapters/secrets/memory';
import { createServiceSecrets } from '@cuelight/adapters/secrets/service';
import { nodeKeyedHash, systemClock, systemRandomness } from '@cuelight/adapters/system';
import { nodeCertificateAuthorities } from '@cuelight/adapters/trust';
import { type Clock, type Cuelight, createCuelight, Secret } from '@cuelight/core';
import {
  type FakeOrchestrator,
  type FakeOrchestratorOptions,
  startFakeOrchestrator,
} from '@cuelight/test-harness/fake-orchestrator';
import { onTestFinished } from 'vitest';
import { createHost, createLog, type Host, type HostOptions } from '../../src/index.js';
import { logNotices } from '../../src/logging/log-notices.js';
import { type Client, createClient } from './client.js';

/** The operator's own key in all tests. */
export const adminKey = 'an-admin-key-for-tests-of-32-chars-or-more';

/** Keys of the fake's default seed. */
export const seed = {
  shared: '4f1c2a30-6f0e-4f0b-9a51-0c5b6f3d1a01',
  echoText: '8d0f3f6a-52b1-4c0e-8a6f-3a2f1b7c1e01',
};

/** The host over the real core, storage in memory and the fake Orchestrator, jobs moved by the test. */
export interface World {
  readonly host: Host;
  readonly cuelight: Cuelight;
  readonly fake: FakeOrchestrator;
  readonly persistence: MemoryPersistence;
  /** Every line logged, at every level. */
  readonly logged: readonly string[];
  /** With the operator's key unless another is given; `null` for none. */
  client(key?: string | null): Client;
}

export async function aWorld(
  options: Partial<HostOptions> & {
    readonly fake?: FakeOrchestratorOptions;
    readonly maxWatches?: number;
    /** Where the fake reaches the host, which then has to listen there; absent, jobs are followed by reading. */
    readonly publicUrl?: string;
    readonly clock?: Clock;
    /** From which credentials may be read. */
    readonly environment?: Readonly<Record<string, string>>;
  } = {},
): Promise<World> {
  const { fake: fakeOptions = { manual: true }, maxWatches = 1_000, environment = {}, ...rest } = options;
  const { publicUrl, clock = systemClock, ...hostOptions } = rest;
  const fake = await startFakeOrchestrator(fakeOptions);
  const persistence = createMemoryPersistence();
  const secrets = createSecretsByBackend({
    stores: new Map([['memory', createMemorySecrets()]]),
    newIn: 'memory',
    readers: new Map([['environment', createEnvironmentSecrets(environment)]]),
  });
  const orchestrator = createOrchestratorHttp({ egress: 'unguarded' });
  const logged: string[] = [];
  const log = createLog('trace', (line) => void logged.push(line));
  const cuelight = createCuelight(
    {
      ...persistence,
      ...orchestrator,
      probe: createOrchestratorProbe({ egress: 'unguarded' }),
      secrets,
      serviceSecrets: createServiceSecrets({
        rows: persistence.serviceSecretRows,
        secrets,
        randomness: systemRandomness,
      }),
      certificateAuthorities: nodeCertificateAuthorities(Date.now),
      keyedHash: nodeKeyedHash,
      clock,
      randomness: systemRandomness,
      notices: logNotices(log),
    },
    { maxWatches, ...(publicUrl !== undefined && { publicUrl }) },
  );
  const host = createHost({
    cuelight,
    log,
    adminKey: new Secret(adminKey),
    port: 0,
    ...(publicUrl !== undefined && { publicUrl }),
    ...hostOptions,
  });
  onTestFinished(async () => {
    await host.stop();
    await orchestrator.close();
    await fake.close();
  });
  return {
    host,
    cuelight,
    fake,
    persistence,
    logged,
    client: (key = adminKey) => createClient(host.server, key ?? undefined),
  };
}
