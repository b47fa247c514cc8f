import { createHmac } from 'node:crypto';
import {
  type Caller,
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
import { createMemoryStorage, type MemoryStorage } from './memory-storage.js';
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
  readonly notices: Notice[];
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

export function createWorld(options: CuelightOptions = { publicUrl }): World {
  const clock = createVirtualClock();
  const storage = createMemoryStorage();
  const orchestrator = createStubOrchestrator(clock);
  const notices: Notice[] = [];
  let idNumber = 0;
  const nextNumber = () => {
    idNumber += 1;
    return String(idNumber).padStart(6, '0');
  };
  const cuelight = createCuelight(
    {
      ...storage,
      ...orchestrator,
      clock,
      keyedHash,
      certificateAuthorities: { check: () => ({ ok: true, value: undefined }) },
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
    const secret = [...storage.rows.secrets].find(([name]) => name.startsWith(`${connectionId}/webhook-secret`))?.[1];
    cuelight.deliveries.take({ connectionId, body, signature: `signed with ${secret?.text}` });
  };
  const now = () => new Date(clock.nowMs() + orchestrator.skewMs).toISOString();
  orchestrator.onPing = (connectionId) => deliver(connectionId, { Type: 'ping', EventId: '1', Timestamp: now() });

  return {
    cuelight,
    clock,
    storage,
    orchestrator,
    notices,
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
  base64url: (key, text, bytes) =>
    createHmac('sha256', key.reveal()).update(text).digest().subarray(0, bytes).toString('base64url'),
  // Recognisable instead of secure: the core must not care how a signature is made.
  isSignatureOf: (key, _, signature) => signature === `signed with ${key.reveal()}`,
};
