import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type Caller,
  type Clock,
  type ConnectInput,
  type Cuelight,
  createCuelight,
  type Diagnosis,
  type Folder,
  type JobState,
  type Notice,
  type Process,
  Secret,
} from '@cuelight/core';
import { expectValue } from '@cuelight/test-harness/contracts/expect-value';
import {
  type ApiVersion,
  type FakeOrchestrator,
  startFakeOrchestrator,
} from '@cuelight/test-harness/fake-orchestrator';
import type { LifecycleSystem, StartFate, WebhookFate } from '@cuelight/test-harness/lifecycle-model/lifecycle-system';
import { listeningTo } from '@cuelight/test-harness/lifecycle-model/listening-to';
import { createStandingClock, promisesSettled } from '@cuelight/test-harness/lifecycle-model/standing-clock';
import { createOrchestratorHttp, type OrchestratorHttp } from '../../src/orchestrator-http/index.js';
import { createOrchestratorProbe } from '../../src/orchestrator-probe/index.js';
import { createMemoryPersistence } from '../../src/persistence/memory/index.js';
import { createMemorySecrets } from '../../src/secrets/memory/index.js';
import { createServiceSecrets } from '../../src/secrets/service/index.js';
import { nodeKeyedHash, systemRandomness } from '../../src/system/index.js';

/** A system over HTTP: the fake Orchestrator, and what a test may want to do to it beside. */
export interface HttpSystem extends LifecycleSystem {
  readonly fake: FakeOrchestrator;
  readonly cuelight: () => Cuelight;
  /** What the checks of the connection found. */
  readonly diagnosis: Diagnosis;
  readonly folders: readonly Folder[];
  readonly processes: readonly Process[];
  /** The app that uses the process. */
  readonly appId: string;
}

const admin: Caller = { scope: 'admin' };
/** The process of the default seed that has an output. */
export const process = {
  folderKey: '4f1c2a30-6f0e-4f0b-9a51-0c5b6f3d1a01',
  releaseKey: '8d0f3f6a-52b1-4c0e-8a6f-3a2f1b7c1e01',
};
const startJobs = 'POST /odata/Jobs/UiPath.Server.Configuration.OData.StartJobs';
/** Time passes on both sides in turn, in steps of this length at most. */
const stepMs = 1_000;

/** The core with the HTTP adapter against the fake Orchestrator, which sends real webhooks; both on clocks of the test. */
export async function createHttpSystem({
  apiVersion = 17,
}: {
  readonly apiVersion?: ApiVersion;
} = {}): Promise<HttpSystem> {
  const fake = await startFakeOrchestrator({ manual: true, apiVersion });
  const persistence = createMemoryPersistence();
  const secrets = createMemorySecrets();
  const notices: Notice[] = [];
  let callsUnderWay = 0;

  /** Nothing goes on any more when no call is under way, and none has begun since. */
  const atRest = async () => {
    for (let quiet = 0; quiet < 2; quiet += 1) {
      await promisesSettled();
      await new Promise((resolve) => setImmediate(resolve));
      if (callsUnderWay > 0) quiet = -1;
    }
  };
  const clock = createStandingClock(Date.UTC(2026, 10, 23, 9, 0, 0), atRest);
  const orchestrator = createOrchestratorHttp({
    egress: 'unguarded',
    timeouts: { headersMs: 500 },
    nowMs: clock.nowMs,
    pause: async () => {},
  });

  const counted = <Port extends object>(port: Port): Port =>
    Object.fromEntries(
      Object.entries(port).map(([name, method]) => [
        name,
        async (...args: readonly unknown[]) => {
          callsUnderWay += 1;
          try {
            return await Reflect.apply(method, port, args);
          } finally {
            callsUnderWay -= 1;
          }
        },
      ]),
    ) as Port;

  let running = begin();
  const receiver = createServer((request, response) => void receive(request, response));
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));

  /** A process of the service; what it planned is over when it is. */
  function begin(publicUrl?: string): { readonly cuelight: Cuelight; die(): void } {
    let isAlive = true;
    const ownClock: Clock = {
      nowMs: clock.nowMs,
      after: (delayMs, run) => clock.after(delayMs, () => isAlive && run()),
    };
    const { sessions, directory, jobs, webhooks, inspection }: Omit<OrchestratorHttp, 'close'> = orchestrator;
    const cuelight = createCuelight(
      {
        ...persistence,
        sessions: counted(sessions),
        directory: counted(directory),
        jobs: counted(jobs),
        webhooks: counted(webhooks),
        inspection: counted(inspection),
        probe: counted(createOrchestratorProbe({ egress: 'unguarded' })),
        secrets,
        serviceSecrets: createServiceSecrets({
          rows: persistence.serviceSecretRows,
          secrets,
          randomness: systemRandomness,
        }),
        certificateAuthorities: { check: () => ({ ok: true, value: undefined }) },
        keyedHash: nodeKeyedHash,
        clock: ownClock,
        randomness: systemRandomness,
        notices: { notice: (notice) => void (isAlive && notices.push(notice)) },
      },
      publicUrl === undefined ? {} : { publicUrl },
    );
    return {
      cuelight,
      die: () => {
        isAlive = false;
      },
    };
  }

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const signature = request.headers['x-uipath-signature'];
    const outcome = running.cuelight.deliveries.take({
      connectionId: request.url?.split('/').at(-1) ?? '',
      body: Buffer.concat(chunks),
      signature: typeof signature === 'string' ? signature : undefined,
    });
    response.writeHead(outcome === 'accepted' ? 204 : 401).end();
  }

  const publicUrl = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  running.die();
  running = begin(publicUrl);
  const connecting = running.cuelight.connect(
    {
      name: 'Finance',
      tenant: 'Default',
      ...placeOf(fake.url, apiVersion),
    },
    admin,
  );
  await fake.admin.advanceClock(0);
  const { connection, diagnosis } = expectValue(await connecting);
  const app = expectValue(await running.cuelight.apps.createApp({ name: 'Invoice portal', origins: [] }));
  const { items: folders } = expectValue(
    await running.cuelight.browse.listFolders(connection.id, { skip: 0, take: 100 }),
  );
  const folderKey = folders.find(({ path }) => path === 'Shared')?.key ?? '';
  const { items: processes } = expectValue(
    await running.cuelight.browse.listProcesses(connection.id, folderKey, { skip: 0, take: 100 }),
  );
  const releaseKey = processes.find(({ name }) => name === 'EchoText')?.releaseKey ?? '';
  const reference = expectValue(
    await running.cuelight.references.bind(
      app.id,
      { folderKey, releaseKey, connectionId: connection.id, runOn: 'orchestrator' },
      admin,
    ),
  );

  let startFaults: readonly string[] = [];
  let readFault: string | undefined;

  const ruleOf = (fate: StartFate) => {
    if (fate === 'refused') return { on: startJobs, action: 'status' as const, status: 429, times: 1 };
    if (fate === 'answer-lost') return { on: startJobs, action: 'commit-then-drop' as const, times: 1 };
    return { on: startJobs, action: 'delay' as const, delayMs: 30_000, times: 1 };
  };

  /** Has a move's webhook go the way it is to go; others go as ever. */
  const withFate = async (fate: WebhookFate, move: () => void): Promise<void> => {
    const rule =
      typeof fate === 'object'
        ? { action: 'delay' as const, delayMs: fate.lateMs }
        : { action: fate === 'doubled' ? ('double' as const) : ('lose' as const) };
    const fault = fate === 'sent' ? undefined : fake.admin.addFault({ on: 'webhook', ...rule, times: 1 });
    move();
    await fake.admin.advanceClock(0);
    if (fault !== undefined) fake.admin.removeFault(fault.id);
  };

  return {
    fake,
    cuelight: () => running.cuelight,
    diagnosis,
    folders,
    processes,
    appId: app.id,
    notices,
    start: (start = {}) => running.cuelight.startJob(reference.id, start, admin),
    async stop(jobKey, mode) {
      await running.cuelight.jobs.stop(reference.id, jobKey, mode, admin);
      await fake.admin.advanceClock(0);
    },
    async listen(jobKey) {
      const stream = expectValue(await running.cuelight.jobs.watch(reference.id, jobKey, admin));
      const listening = listeningTo(stream);
      await atRest();
      return listening;
    },
    watches: () => running.cuelight.followed(),
    async advance(byMs) {
      let leftMs = byMs;
      do {
        const next = Math.min(leftMs, stepMs);
        await fake.admin.advanceClock(next);
        await clock.advance(next);
        leftMs -= next;
      } while (leftMs > 0);
    },
    orchestrator: {
      jobs: () =>
        fake.admin.state().jobs.map((job) => ({
          key: String(job.Key),
          state: job.State as JobState,
          reference: String(job.Reference),
        })),
      move: (jobKey, { state, output }, fate) =>
        withFate(fate, () => {
          fake.admin.setJobState(jobKey, { state, output: output ?? (state === 'Successful' ? null : undefined) });
        }),
      nextStarts(...fates) {
        for (const id of startFaults) fake.admin.removeFault(id);
        startFaults = fates.map((fate) => fake.admin.addFault(ruleOf(fate)).id);
      },
      setReadable(isReadable) {
        if (readFault !== undefined) fake.admin.removeFault(readFault);
        readFault = isReadable
          ? undefined
          : fake.admin.addFault({ on: 'GET /odata/Jobs*', action: 'status', status: 503 }).id;
      },
      forget(jobKey) {
        const job = fake.admin.state().jobs.find(({ Key }) => Key === jobKey);
        fake.admin.addFault({ on: `GET /odata/Jobs(${job?.Id})`, action: 'status', status: 404 });
      },
    },
    async restart() {
      running.die();
      running = begin(publicUrl);
      expectValue(await running.cuelight.openHooks());
    },
    async close() {
      running.cuelight.close();
      running.die();
      await atRest();
      await orchestrator.close();
      await fake.close();
      receiver.closeAllConnections();
      await new Promise((resolve) => receiver.close(resolve));
    },
  };
}

/** Where a version is reached, and who may sign in: the cloud has paths of its own and knows no passwords. */
function placeOf(url: string, apiVersion: ApiVersion): Pick<ConnectInput, 'orchestratorUrl' | 'credential'> {
  if (apiVersion < 18) {
    const password = new Secret('admin-password');
    return { orchestratorUrl: url, credential: { kind: 'password', username: 'admin', password } };
  }
  const clientSecret = new Secret('an-application-secret');
  return {
    orchestratorUrl: `${url}/acme/Default/orchestrator_`,
    credential: { kind: 'client-credentials', clientId: 'an-application', clientSecret },
  };
}
