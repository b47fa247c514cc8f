import {
  type Caller,
  type CertificateAuthorities,
  type Connection,
  type Cuelight,
  type CuelightOptions,
  createCuelight,
  type EventStream,
  type KeyedHash,
  type Notice,
  type ProcessReference,
  type Result,
  Secret,
} from '../../src/index.js';
import { type Guard, guarded } from './gate.js';
import { createMemoryStorage, type MemoryStorage } from './memory-storage.js';
import { realKeyedHash } from './real-keyed-hash.js';
import {
  createStubOrchestrator,
  folder,
  releaseKey,
  type StubJob,
  type StubOrchestrator,
} from './stub-orchestrator.js';
import { createVirtualClock, settle, type VirtualClock } from './virtual-clock.js';

export const admin: Caller = { scope: 'admin' };
export const publicUrl = 'https://cuelight.example';

/** The core over stubs, with all that a test needs to look at it. */
export interface World {
  readonly cuelight: Cuelight;
  readonly clock: VirtualClock;
  readonly storage: MemoryStorage;
  readonly orchestrator: StubOrchestrator;
  /** Never the same twice. */
  nextNumber(): string;
  /** Takes anything for an authority. */
  readonly authorities: CertificateAuthorities;
  readonly notices: Notice[];
  /** Has Orchestrator send an event, signed with the secret that it has. */
  deliver(connectionId: string): 'accepted' | 'refused';
  connect(): Promise<Connection>;
  bind(connection: Connection, how?: { version?: string; runOn?: 'local-robot' }): Promise<ProcessReference>;
  /** Moves a job in Orchestrator, and tells of it by a signed webhook unless it is lost. */
  move(job: StubJob | undefined, to: Partial<StubJob>, webhook?: 'sent' | 'lost'): void;
}

export const connectInput = {
  name: 'Finance Orchestrator',
  orchestratorUrl: 'https://orchestrator.example',
  tenant: 'Default',
  credential: { kind: 'password', username: 'svc.runner', password: new Secret('canary-password') },
} as const;

/** What outlasts a process of Cuelight. */
export type Surroundings = Pick<World, 'clock' | 'storage' | 'orchestrator' | 'nextNumber'>;

/**
 * @param surroundings of a world whose process has ended, for the next one
 * @param guard through which every call of storage, secrets and webhooks goes
 */
export function createWorld(
  options: CuelightOptions = { publicUrl },
  { clock, storage, orchestrator, nextNumber }: Surroundings = newSurroundings(),
  guard: Guard = (call) => call(),
): World {
  const notices: Notice[] = [];
  const authorities: CertificateAuthorities = { check: () => ({ ok: true, value: undefined }) };
  const cuelight = createCuelight(
    {
      ...storage,
      ...orchestrator,
      connections: guarded(storage.connections, guard),
      secrets: guarded(storage.secrets, guard),
      webhooks: guarded(orchestrator.webhooks, guard),
      clock,
      keyedHash,
      certificateAuthorities: authorities,
      notices: { notice: (notice) => void notices.push(notice) },
      randomness: {
        id: () => `id-${nextNumber()}`,
        secretText: (bytes) => `${'s'.repeat(bytes)}-${nextNumber()}`,
        fraction: () => 0.5,
      },
    },
    options,
  );

  let eventNumber = 307_348_657;
  const deliver = (connectionId: string, event: object) => {
    const body = new TextEncoder().encode(JSON.stringify(event));
    const webhook = [...orchestrator.webhookUrls.values()].find(({ url }) => url.endsWith(`/hooks/${connectionId}`));
    return cuelight.deliveries.take({ connectionId, body, signature: `signed with ${webhook?.secret}` });
  };
  const now = () => new Date(clock.nowMs() + orchestrator.skewMs).toISOString();
  orchestrator.onPing = (connectionId) => void deliver(connectionId, { Type: 'ping', EventId: '1', Timestamp: now() });

  return {
    cuelight,
    clock,
    storage,
    orchestrator,
    nextNumber,
    authorities,
    notices,
    deliver: (connectionId) => deliver(connectionId, { Type: 'process.updated', EventId: '2', Timestamp: now() }),
    async connect() {
      const connected = cuelight.connect(connectInput, admin);
      await clock.advance(0);
      return expectValue(await connected).connection;
    },
    async bind(connection, { version, runOn = 'orchestrator' as const } = {}) {
      const app = expectValue(await cuelight.apps.createApp({ name: 'Invoice portal', origins: [] }));
      const input = { connectionId: connection.id, folderKey: folder.key, releaseKey, runOn };
      return expectValue(await cuelight.references.bind(app.id, { ...input, ...(version && { version }) }, admin));
    },
    move(job, to, webhook = 'sent') {
      if (job === undefined) throw new Error('there is no such job');
      Object.assign(job, to);
      if (webhook === 'lost') return;
      eventNumber += 1;
      const Job = { Key: job.key, State: job.state, Info: job.faultMessage ?? null };
      const event = { Type: 'job.started', EventId: String(eventNumber), Timestamp: now(), Job };
      for (const { id } of storage.rows.connections.values()) deliver(id, event);
    },
  };
}

function newSurroundings(): Surroundings {
  const clock = createVirtualClock();
  let number = 0;
  return {
    clock,
    storage: createMemoryStorage(),
    orchestrator: createStubOrchestrator(clock),
    nextNumber() {
      number += 1;
      return String(number).padStart(6, '0');
    },
  };
}

/** The value of a success; a failure ends the test. */
export function expectValue<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(`expected a success, got ${JSON.stringify(result.failure)}`);
  return result.value;
}

/** Everything a stream has told so far. */
export async function heardOn<T>(
  stream: EventStream<T>,
): Promise<{ readonly events: T[]; readonly hasEnded: () => boolean }> {
  const events: T[] = [];
  let ended = false;
  void (async () => {
    for await (const event of stream) events.push(event);
    ended = true;
  })();
  await settle();
  return { events, hasEnded: () => ended };
}

const keyedHash: KeyedHash = {
  ...realKeyedHash,
  // What Orchestrator signs is recognisable instead of secure: the core must not care how a signature is made.
  isSignatureOf: (key, body, signature) =>
    signature === `signed with ${key.reveal()}` || realKeyedHash.isSignatureOf(key, body, signature),
  isMistakenSignatureOf: () => false,
};
