import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOrchestratorHttp } from '@cuelight/adapters/orchestrator-http';
import { createOrchestratorProbe } from '@cuelight/adapters/orchestrator-probe';
import { createSqlPersistence } from '@cuelight/adapters/persistence/sql';
import { openSqlite } from '@cuelight/adapters/persistence/sqlite';
import { createSecretsByBackend } from '@cuelight/adapters/secrets/by-backend';
import { createCachedSecrets } from '@cuelight/adapters/secrets/cached';
import { createLocalSecrets } from '@cuelight/adapters/secrets/local';
import { createServiceSecrets } from '@cuelight/adapters/secrets/service';
import { nodeKeyedHash, systemClock, systemRandomness } from '@cuelight/adapters/system';
import { nodeCertificateAuthorities } from '@cuelight/adapters/trust';
import { createCuelight, credentialToText, Secret, type SecretStore, succeed } from '@cuelight/core';
import { compare, median, type Row } from '../row.js';
import { keyRingFrom, makeSealedDatabase, twoMasterKeys } from '../secrets/sealed-database.js';
import { valueIn } from '../value-in.js';

const hourMs = 60 * 60_000;
const callsEachRound = 20;

/** A service makes its calls for days: what a program's first thousands cost, until it is compiled, is not asked here. */
const warmUpRounds = 100;

/**
 * How long one call takes, from the connection's row in SQLite to Orchestrator's answer, as the service is put together:
 * the credential sealed in the database, behind the cache. Against the same call that is handed its credential. Both in
 * turn, to a server that answers at once: a real one makes the difference smaller.
 *
 * A call needs the credential when it has to sign in, and not while a token is held: both are measured.
 */
export async function warmCredential({ rounds }: { readonly rounds: number }): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'cuelight-bench-'));
  const server = await aServerWithoutLatency();
  const database = join(folder, 'cuelight.db');
  const keyRing = keyRingFrom(twoMasterKeys());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const [id = ''] = await makeSealedDatabase(database, keyRing, 1, url);
  const { knex, close } = valueIn(await openSqlite({ file: database }));
  try {
    const persistence = createSqlPersistence(knex);
    const { sealedRecords: records, masterKeyState } = persistence;
    const local = createLocalSecrets({ records, masterKeyState, keyRing });
    const byBackend = createSecretsByBackend({ stores: new Map([['local', local]]), newIn: 'local' });
    const sealed = createCachedSecrets({ store: byBackend, clock: systemClock });
    const credential = credentialToText({ kind: 'password', username: 'admin', password: new Secret('password') });
    const handedOver: SecretStore = { ...sealed, read: async () => succeed(credential) };
    const callers = { ours: aCaller(sealed), peer: aCaller(handedOver) };
    const name = 'secrets';
    const common = { name, unit: 'µs', peerName: 'its credential handed over' };
    const rows: Row[] = [];
    for (const [metric, skippedMs] of [
      ['a call that signs in, its credential sealed and warm', hourMs],
      ['a call with a token, its credential sealed and warm', 0],
    ] as const) {
      rows.push(compare({ ...common, metric, ...(await measured(callers, skippedMs, rounds)) }, { atMost: 1.05 }));
    }
    for (const caller of Object.values(callers)) await caller.close();
    return rows;

    function aCaller(secrets: SecretStore): Caller {
      let skippedMs = 0;
      const orchestrator = createOrchestratorHttp({
        nowMs: () => performance.now() + skippedMs,
        egress: 'unguarded',
        // Beyond what any Orchestrator is asked for; the budget is kept all the same.
        rate: { perSecond: 1_000_000, burst: 1_000_000 },
      });
      const serviceSecrets = createServiceSecrets({
        ...{ rows: persistence.serviceSecretRows, secrets, randomness: systemRandomness },
      });
      const cuelight = createCuelight({
        ...persistence,
        ...orchestrator,
        probe: createOrchestratorProbe(),
        ...{ secrets, serviceSecrets, clock: systemClock, randomness: systemRandomness, keyedHash: nodeKeyedHash },
        certificateAuthorities: nodeCertificateAuthorities(systemClock.nowMs),
        notices: { notice() {} },
      });
      return {
        async call(afterMs) {
          skippedMs += afterMs;
          const listed = await cuelight.browse.listFolders(id, { skip: 0, take: 1 });
          if (valueIn(listed).items.length !== 1) throw new Error('a call was answered without the folder');
        },
        async close() {
          cuelight.close();
          await orchestrator.close();
        },
      };
    }
  } finally {
    await close();
    await new Promise((resolve) => server.close(resolve));
    await rm(folder, { recursive: true, force: true });
  }
}

interface Caller {
  /** Calls after so long by Orchestrator's clock: after an hour no token is good. */
  call(afterMs: number): Promise<void>;
  close(): Promise<void>;
}

async function measured(
  callers: { readonly ours: Caller; readonly peer: Caller },
  skippedMs: number,
  rounds: number,
): Promise<{ readonly ours: number; readonly peer: number }> {
  const tookUs = { ours: [] as number[], peer: [] as number[] };
  for (let round = -warmUpRounds; round < rounds; round += 1) {
    // Who goes first changes, so that neither always finds what the other left behind.
    for (const name of round % 2 === 0 ? (['ours', 'peer'] as const) : (['peer', 'ours'] as const)) {
      const beganMs = performance.now();
      for (let call = 0; call < callsEachRound; call += 1) await callers[name].call(skippedMs);
      if (round >= 0) tookUs[name].push(((performance.now() - beganMs) * 1_000) / callsEachRound);
    }
  }
  return { ours: median(tookUs.ours), peer: median(tookUs.peer) };
}

/** Gives tokens and a folder from texts made before, as soon as the request is there. */
async function aServerWithoutLatency(): Promise<Server> {
  const folders = JSON.stringify({
    value: [
      {
        ...{ Id: 13, Key: '4f1c2a30-6f0e-4f0b-9a51-0c5b6f3d1a01' },
        ...{ FullyQualifiedName: 'Shared', DisplayName: 'Shared' },
      },
    ],
  });
  const server = createServer((request, response) => {
    const text = request.url?.includes('Folders') === true ? folders : '{"result":"token"}';
    const headers = {
      'content-type': 'application/json',
      'api-supported-versions': '17.0',
      'content-length': text.length,
    };
    request.resume().once('end', () => response.writeHead(200, headers).end(text));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
