import { createHmac } from 'node:crypto';
import type * as core from '@cuelight/core';
import { type Caller, type Clock, type Cuelight, type JsonObject, type Notice, Secret } from '@cuelight/core';
import { expectValue } from '../../src/contracts/expect-value.js';
import type { LifecycleSystem } from '../../src/lifecycle-model/lifecycle-system.js';
import { listeningTo } from '../../src/lifecycle-model/listening-to.js';
import { createStandingClock, promisesSettled } from '../../src/lifecycle-model/standing-clock.js';
import { honestAuditLog } from '../mutants/audit-log-mutants.js';
import { honestRepositories } from '../mutants/honest-repositories.js';
import { honestSecretStore } from '../mutants/honest-secret-store.js';
import { honestServiceSecrets } from '../mutants/service-secrets-mutants.js';
import { type Guard, guarded } from './guard.js';
import { createMemoryOrchestrator, folder, process } from './memory-orchestrator.js';

/** The core itself, or a mutant of it. */
export type Core = Pick<typeof core, 'createCuelight'>;

const admin: Caller = { scope: 'admin' };

/**
 * The core over memory adapters and an Orchestrator in memory, with a connection and a process that is bound to an app.
 *
 * @param guard what is done with each call of a port
 */
export async function createMemorySystem(
  { createCuelight }: Core,
  guard: Guard = (call) => call(),
): Promise<LifecycleSystem> {
  const clock = createStandingClock(Date.UTC(2026, 10, 23, 9, 0, 0, 250));
  const orchestrator = createMemoryOrchestrator(clock);
  const { rows: _, ...repositories } = honestRepositories();
  const { rows: __, ...auditLog } = honestAuditLog();
  const secrets = honestSecretStore();
  const serviceSecrets = honestServiceSecrets().one;
  const notices: Notice[] = [];
  let ids = 0;

  /** A process of the service: what it planned is over when it is. */
  const begin = () => {
    let isAlive = true;
    const ownClock: Clock = {
      nowMs: clock.nowMs,
      after: (delayMs, run) => clock.after(delayMs, () => isAlive && run()),
    };
    const ports = { ...repositories, ...orchestrator.ports, auditLog, secrets, serviceSecrets };
    const own = Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, guarded(port, guard)]));
    const cuelight = createCuelight(
      {
        ...(own as unknown as typeof ports),
        certificateAuthorities: { check: () => ({ ok: true, value: undefined }) },
        keyedHash: {
          base64url: (key, text, bytes) =>
            createHmac('sha256', key.reveal()).update(text).digest().subarray(0, bytes).toString('base64url'),
          isSignatureOf: (key, __, signature) => signature === key.reveal(),
          isMistakenSignatureOf: () => false,
        },
        clock: ownClock,
        randomness: {
          id: () => {
            ids += 1;
            return `id-${String(ids).padStart(6, '0')}`;
          },
          secretText: (bytes) => 's'.repeat(bytes),
          fraction: () => 0.5,
        },
        notices: { notice: (notice) => void (isAlive && notices.push(notice)) },
      },
      { publicUrl: 'https://cuelight.example' },
    );
    return {
      cuelight,
      die: () => {
        isAlive = false;
      },
    };
  };

  let running: { readonly cuelight: Cuelight; die(): void } = begin();
  orchestrator.deliver = (event) => deliver(event);
  const { connection } = expectValue(
    await inTime(
      running.cuelight.connect(
        {
          name: 'Finance',
          orchestratorUrl: 'https://orchestrator.example',
          tenant: 'Default',
          credential: { kind: 'password', username: 'svc.runner', password: new Secret('a password') },
        },
        admin,
      ),
    ),
  );
  const app = expectValue(await running.cuelight.apps.createApp({ name: 'Invoice portal', origins: [] }));
  const reference = expectValue(
    await running.cuelight.references.bind(
      app.id,
      {
        connectionId: connection.id,
        folderKey: folder.key,
        releaseKey: process.releaseKey,
        runOn: 'orchestrator',
      },
      admin,
    ),
  );

  async function inTime<T>(work: Promise<T>): Promise<T> {
    await clock.advance(0);
    return work;
  }

  function deliver(event: JsonObject): void {
    const kept = [...secrets.kept.values()].find(({ binding }) => binding.field === 'webhook-secret');
    if (kept === undefined) return;
    const body = new TextEncoder().encode(JSON.stringify(event));
    running.cuelight.deliveries.take({ connectionId: kept.binding.owner, body, signature: kept.secret.reveal() });
  }

  return {
    notices,
    orchestrator: orchestrator.side,
    start: (start = {}) => running.cuelight.startJob(reference.id, start, admin),
    async stop(jobKey, mode) {
      await running.cuelight.jobs.stop(reference.id, jobKey, mode, admin);
    },
    async listen(jobKey) {
      const stream = expectValue(await running.cuelight.jobs.watch(reference.id, jobKey, admin));
      const listening = listeningTo(stream);
      await promisesSettled();
      return listening;
    },
    watches: () => running.cuelight.followed(),
    advance: clock.advance,
    async restart() {
      running.die();
      running = begin();
      expectValue(await running.cuelight.openHooks());
    },
    async close() {
      running.cuelight.close();
    },
  };
}
