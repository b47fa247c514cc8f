import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEgressGuard, type EgressGuard } from '@cuelight/adapters/egress';
import { createOrchestratorHttp } from '@cuelight/adapters/orchestrator-http';
import { createOrchestratorProbe } from '@cuelight/adapters/orchestrator-probe';
import { createMemoryPersistence } from '@cuelight/adapters/persistence/memory';
import { createMemorySecrets } from '@cuelight/adapters/secrets/memory';
import { createServiceSecrets } from '@cuelight/adapters/secrets/service';
import { nodeKeyedHash, systemClock, systemRandomness } from '@cuelight/adapters/system';
import { nodeCertificateAuthorities } from '@cuelight/adapters/trust';
import {
  type Caller,
  type ConnectInput,
  type Cuelight,
  createCuelight,
  type Diagnosis,
  type FailureCode,
  Secret,
  type SecretStore,
} from '@cuelight/core';
import {
  type FakeOrchestrator,
  type FakeOrchestratorOptions,
  startFakeOrchestrator,
} from '@cuelight/test-harness/fake-orchestrator';
import { seed } from '../world/a-world.js';

/** Fakes and odd servers are on this machine. */
const here = [
  { kind: 'host', name: 'localhost' },
  { kind: 'host', name: '127.0.0.1' },
] as const;

const admin: Caller = { scope: 'admin' };

/** Closed when a fault was diagnosed, in the reverse order. */
type Cleanup = (close: () => unknown) => void;

/** How the core of a patient is set up. */
export interface PatientOptions {
  readonly egress?: EgressGuard;
  /** Where Orchestrator is told to call; a receiver of deliveries when absent, nowhere when null. */
  readonly publicUrl?: string | null;
}

/** What a fault is brought about with. */
export interface Patient {
  /** The diagnosis with which connecting to this address is refused; or what it warns of. */
  connecting(orchestratorUrl: string, how?: Partial<ConnectInput> & PatientOptions): Promise<Diagnosis>;
  /** The diagnosis of a connection that was sound, and of its process, once harm was done. */
  invoking(harm: (sound: Sound) => unknown, how?: InvokingOptions): Promise<Diagnosis>;
  /** Starts a fake that ends with the patient. */
  fake(options?: FakeOrchestratorOptions): Promise<FakeOrchestrator>;
  /** Starts something else, likewise. */
  started<T extends { close(): unknown }>(starting: Promise<T> | T): Promise<T>;
}

/** What harm can be done to. */
export interface Sound {
  readonly fake: FakeOrchestrator;
  readonly cuelight: Cuelight;
  readonly secrets: SecretStore;
  readonly connectionId: string;
  readonly processId: string;
}

/** What was sound before. */
export interface InvokingOptions extends PatientOptions {
  readonly fake?: FakeOrchestratorOptions;
  readonly connect?: Partial<ConnectInput>;
  /** The key of the process; EchoText when absent. */
  readonly releaseKey?: string;
  readonly folderKey?: string;
  /** The version that the app pins. */
  readonly version?: string;
  /** With what a start was refused. */
  readonly refusedWith?: FailureCode;
}

/** The password credential of the fake's default seed. */
export const password = { kind: 'password', username: 'admin', password: new Secret('admin-password') } as const;

/** Makes a patient, lets one diagnosis be made of it, and ends what was started for it. */
export async function withPatient<T>(run: (patient: Patient) => Promise<T>): Promise<T> {
  const closings: (() => unknown)[] = [];
  const cleanup: Cleanup = (close) => void closings.push(close);
  try {
    return await run(aPatient(cleanup));
  } finally {
    for (const close of closings.reverse()) await close();
  }
}

function aPatient(cleanup: Cleanup): Patient {
  const started: Patient['started'] = async (starting) => {
    const it = await starting;
    cleanup(() => it.close());
    return it;
  };
  const fake = (options: FakeOrchestratorOptions = {}) => started(startFakeOrchestrator({ manual: true, ...options }));

  return {
    fake,
    started,
    async connecting(orchestratorUrl, { egress, publicUrl, ...change } = {}) {
      const core = await aCore(cleanup, { ...(egress && { egress }), ...(publicUrl !== undefined && { publicUrl }) });
      const input = { name: 'Patient', orchestratorUrl, tenant: 'Default', credential: password, ...change };
      const connected = await core.cuelight.connect(input, admin);
      const diagnosis = connected.ok ? connected.value.diagnosis : connected.failure.diagnosis;
      if (diagnosis === undefined) throw new Error(`no diagnosis: ${JSON.stringify(connected)}`);
      return diagnosis;
    },
    async invoking(harm, how = {}) {
      const { fake: fakeOptions, connect, releaseKey = seed.echoText, folderKey = seed.shared } = how;
      const { version, refusedWith, ...options } = how;
      const orchestrator = await fake(fakeOptions);
      const { cuelight, secrets } = await aCore(cleanup, options);
      const input = { name: 'Patient', orchestratorUrl: orchestrator.url, tenant: 'Default', credential: password };
      const connected = await cuelight.connect({ ...input, ...connect }, admin);
      if (!connected.ok) throw new Error(`not sound: ${JSON.stringify(connected.failure)}`);
      const connectionId = connected.value.connection.id;
      const app = await cuelight.apps.createApp({ name: 'App', origins: [] });
      if (!app.ok) throw new Error('no app');
      const bound = await cuelight.references.bind(
        app.value.id,
        { connectionId, folderKey, releaseKey, runOn: 'orchestrator', ...(version !== undefined && { version }) },
        admin,
      );
      if (!bound.ok) throw new Error(`not bound: ${JSON.stringify(bound.failure)}`);
      const processId = bound.value.id;
      await harm({ fake: orchestrator, cuelight, secrets, connectionId, processId });
      const asked = { processId, ...(refusedWith !== undefined && { refusedWith }) };
      const checked = await cuelight.check(connectionId, asked, admin);
      if (!checked.ok) throw new Error(`not checked: ${JSON.stringify(checked.failure)}`);
      return checked.value.diagnosis;
    },
  };
}

/** The core over the real adapters, storage in memory, and a server that takes deliveries. */
async function aCore(cleanup: Cleanup, { egress, publicUrl }: PatientOptions) {
  const outgoing = { egress: egress ?? createEgressGuard(here) };
  const { close, ...orchestrator } = createOrchestratorHttp(outgoing);
  const { serviceSecretRows: rows, ...persistence } = createMemoryPersistence();
  const [secrets, randomness] = [createMemorySecrets(), systemRandomness];
  const receiver = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const connectionId = request.url?.split('/').at(-1) ?? '';
    const signature = request.headers['x-uipath-signature']?.toString();
    const taken = cuelight.deliveries.take({ connectionId, body: Buffer.concat(chunks), signature });
    response.writeHead(taken === 'accepted' ? 204 : 401).end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  const cuelight: Cuelight = createCuelight(
    {
      ...{ ...persistence, ...orchestrator, probe: createOrchestratorProbe(outgoing), secrets, randomness },
      serviceSecrets: createServiceSecrets({ rows, secrets, randomness }),
      certificateAuthorities: nodeCertificateAuthorities(Date.now),
      ...{ keyedHash: nodeKeyedHash, clock: systemClock, notices: { notice() {} } },
    },
    publicUrl === null ? {} : { publicUrl: publicUrl ?? url },
  );
  cleanup(async () => {
    cuelight.close();
    await close();
    receiver.closeAllConnections();
    await new Promise((resolve) => receiver.close(resolve));
  });
  return { cuelight, secrets };
}
