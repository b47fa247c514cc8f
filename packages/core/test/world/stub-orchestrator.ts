import {
  type Failure,
  fail,
  isFinal,
  type JobReading,
  type JobState,
  type JsonObject,
  type OrchestratorDirectory,
  type OrchestratorInspection,
  type OrchestratorJobs,
  type OrchestratorProbe,
  type OrchestratorSessions,
  type OrchestratorWebhooks,
  parseInstant,
  type Result,
  type Secret,
  type Sighting,
  succeed,
} from '../../src/index.js';
import type { VirtualClock } from './virtual-clock.js';

/** A job as the stub keeps it. */
export interface StubJob {
  readonly id: number;
  readonly key: string;
  readonly releaseKey: string;
  readonly reference: string | undefined;
  readonly type: 'Attended' | 'Unattended';
  readonly inputText: string | undefined;
  state: JobState;
  output?: JsonObject;
  faultMessage?: string;
  releaseVersionId?: number;
}

/** A webhook as the stub keeps it. */
export interface StubWebhook {
  readonly url: string;
  readonly secret: string;
  readonly isEnabled: boolean;
  readonly sendsJobEvents: boolean;
  readonly allowsInsecureSsl: boolean;
}

/** Orchestrator in memory behind its ports, with what a test wants to go wrong. */
export interface StubOrchestrator {
  readonly sessions: OrchestratorSessions;
  readonly directory: OrchestratorDirectory;
  readonly jobs: OrchestratorJobs;
  readonly webhooks: OrchestratorWebhooks;
  readonly probe: OrchestratorProbe;
  readonly inspection: OrchestratorInspection;
  /** What is seen on the way to an address; those that are not here show a sound Orchestrator. */
  readonly sightings: Map<string, Sighting>;
  /** What an inspection tells instead of what it does at first, by the name of the call. */
  readonly told: Map<string, unknown>;
  readonly started: StubJob[];
  readonly webhookUrls: Map<number, StubWebhook>;
  /** Answers of calls by name, such as `start`, that replace the real ones until deleted. */
  readonly failing: Map<string, Failure>;
  /** `lost`: the job is made, but the reply does not come back. `delayed`: it appears only when released. */
  startReply: 'sent' | 'lost' | 'lost-and-delayed';
  /** Makes the jobs visible whose start was lost and delayed. */
  releaseDelayed(): void;
  process: { version: string; releaseVersionId: number } | undefined;
  /** Below 11 there is no reference to search by. */
  apiVersion: number;
  /** Orchestrator's clock runs apart from ours. */
  skewMs: number;
  onPing: (connectionId: string, webhookId: number) => void;
  /** How many reads by id were answered. */
  readsById: number;
  /** How many reads of several jobs were answered. */
  listReads: number;
}

export const folder = { key: '5f6dadf1-3677-49dc-8aca-c2999dd4b3ba', id: 12, name: 'Finance', path: 'Finance' };
export const releaseKey = '01b7cf62-98e0-4a69-9a65-be7514643229';

const soundReply = { status: 200, from: 'orchestrator', apiVersion: 17, clockAheadMs: 0 } as const;

const invoiceBot = { releaseKey, name: 'InvoiceBot', packageId: 'InvoiceBot', arguments: { input: [], output: [] } };

/** The way to an Orchestrator with which all is well. */
export const soundSighting: Sighting = {
  addresses: ['10.1.2.3'],
  from: ['10.1.2.99'],
  presented: [],
  certificateFaults: [],
  reply: soundReply,
};

export function createStubOrchestrator(clock: VirtualClock): StubOrchestrator {
  const failing = new Map<string, Failure>();
  const started: StubJob[] = [];
  const delayed: StubJob[] = [];
  const webhookUrls = new Map<number, StubWebhook>();
  let webhookNumber = 0;

  const answer = async <T>(call: string, run: () => T): Promise<Result<T, Failure>> => {
    const failure = failing.get(call);
    return failure === undefined ? succeed(run()) : fail(failure);
  };

  const inspected = <T>(call: string, usual: T): Promise<Result<T, Failure>> =>
    answer(call, () => (stub.told.has(call) ? (stub.told.get(call) as T) : usual));

  const nowText = (isRead: boolean) => {
    const text = new Date(clock.nowMs() + stub.skewMs).toISOString();
    return isRead ? `${text.slice(0, 19)}Z` : text;
  };

  const readingOf = (job: StubJob, source: 'start' | 'read', withOutput: boolean): JobReading => {
    const asOf = parseInstant(nowText(source === 'read'));
    if (asOf === undefined) throw new Error('the stub has no time');
    return {
      id: job.id,
      releaseKey: job.releaseKey,
      ...(stub.apiVersion >= 11 && { reference: job.reference ?? '' }),
      type: job.type,
      ...(job.releaseVersionId !== undefined && { releaseVersionId: job.releaseVersionId }),
      ...(withOutput && job.output !== undefined && { output: job.output }),
      observation: {
        jobKey: job.key,
        state: job.state,
        asOf,
        source,
        ...(job.faultMessage !== undefined && job.state === 'Faulted' && { fault: { message: job.faultMessage } }),
      },
    };
  };

  const stub: StubOrchestrator = {
    failing,
    sightings: new Map(),
    told: new Map(),
    started,
    webhookUrls,
    startReply: 'sent',
    process: { version: '1.0.3', releaseVersionId: 2001 },
    apiVersion: 17,
    skewMs: 0,
    readsById: 0,
    listReads: 0,
    onPing: () => {},
    releaseDelayed() {
      started.push(...delayed.splice(0));
    },
    sessions: {
      signIn: () => answer('signIn', () => ({ apiVersion: stub.apiVersion })),
      forget: async () => {},
    },
    directory: {
      listFolders: () => answer('listFolders', () => ({ items: [folder], hasMore: false })),
      findFolder: (_, key) => answer('findFolder', () => (key === folder.key ? folder : undefined)),
      listProcesses: (_, { key }) =>
        answer('listProcesses', () => ({
          items: stub.process === undefined ? [] : [{ ...invoiceBot, folderKey: key, version: stub.process.version }],
          hasMore: false,
        })),
      listProcessesAcross: () => answer('listProcessesAcross', () => 'unsupported' as const),
      findProcess: (_, in_, key) =>
        answer('findProcess', () =>
          stub.process === undefined || key !== releaseKey
            ? undefined
            : { ...invoiceBot, folderKey: in_.key, ...stub.process },
        ),
    },
    probe: {
      look: async (url) =>
        stub.sightings.get(url) ?? { ...soundSighting, reply: { ...soundReply, apiVersion: stub.apiVersion } },
      handshake: async (url) => ({ ...(stub.sightings.get(url) ?? soundSighting), presented: [] }),
    },
    inspection: {
      currentUser: () => inspected('currentUser', { name: 'svc.runner', id: 7, isActive: true }),
      permissions: () => inspected('permissions', ['Jobs.View', 'Jobs.Create', 'Jobs.Edit']),
      capacity: () =>
        inspected('capacity', {
          unattendedRobots: 1,
          runtimes: [{ type: 'Unattended', total: 1, connected: 1, available: 1 }],
        }),
      validateStart: () => inspected('validateStart', { isValid: true, codes: [] }),
      licence: () => inspected('licence', { isExpired: false }),
      canReach: () => inspected('canReach', { canConnect: true, hasBadTls: false }),
    },
    jobs: {
      async start(_, __, request) {
        const failure = failing.get('start');
        if (failure !== undefined) return fail(failure);
        const number = started.length + delayed.length + 1;
        const job: StubJob = {
          id: 125_160 + number,
          key: `1c7222dc-416f-4c60-9b17-${String(number).padStart(12, '0')}`,
          releaseKey: request.releaseKey,
          reference: request.reference,
          type: 'Unattended',
          inputText: request.inputText,
          state: 'Pending',
          ...(stub.process !== undefined && { releaseVersionId: stub.process.releaseVersionId }),
        };
        if (stub.startReply === 'lost-and-delayed') delayed.push(job);
        else started.push(job);
        if (stub.startReply === 'sent') return succeed(readingOf(job, 'start', false));
        return fail({ code: 'orchestrator-timeout', detail: 'No answer came.', mayHaveHappened: true });
      },
      stop: (_, __, id, mode) =>
        answer('stop', () => {
          const job = started.find((other) => other.id === id);
          if (job !== undefined && !isFinal(job.state)) job.state = mode === 'soft' ? 'Stopping' : 'Terminating';
        }),
      readById: (_, __, id) =>
        answer('readById', () => {
          stub.readsById += 1;
          const job = started.find((other) => other.id === id);
          return job && readingOf(job, 'read', true);
        }),
      readList: (_, __, ids) =>
        answer('readList', () => {
          stub.listReads += 1;
          const jobs = started.filter(({ id }) => ids.includes(id)).map((job) => readingOf(job, 'read', false));
          return { asked: ids.length, jobs };
        }),
      findByKey: (_, __, key) =>
        answer('findByKey', () => {
          const job = started.find((other) => other.key === key);
          return job && readingOf(job, 'read', false);
        }),
      findByReference: (_, __, startsWith, which) =>
        answer('findByReference', () =>
          stub.apiVersion < 11
            ? ('unsupported' as const)
            : started
                .filter((job) => job.reference?.startsWith(startsWith) && (which === 'all' || !isFinal(job.state)))
                .map((job) => readingOf(job, 'read', false)),
        ),
    },
    webhooks: {
      create: (_, { url, secret }) =>
        answer('createWebhook', () => {
          webhookNumber += 1;
          webhookUrls.set(webhookNumber, wanted(url, secret));
          return webhookNumber;
        }),
      read: (_, id) =>
        answer('readWebhook', () => {
          const webhook = webhookUrls.get(id);
          if (webhook === undefined) return undefined;
          const { secret: _secret, ...shown } = webhook;
          return { id, ...shown };
        }),
      change: (_, id, { url, secret }) =>
        answer('changeWebhook', () => {
          if (!webhookUrls.has(id)) return 'gone';
          webhookUrls.set(id, wanted(url, secret));
          return 'changed';
        }),
      findByUrl: (_, url) =>
        answer('findWebhook', () => [...webhookUrls].filter(([, hook]) => hook.url === url).map(([id]) => id)),
      ping: (access, id) => answer('ping', () => stub.onPing(access.connectionId, id)),
      delete: (_, id) => answer('deleteWebhook', () => void webhookUrls.delete(id)),
    },
  };
  return stub;
}

function wanted(url: string, secret: Secret): StubWebhook {
  return { url, secret: secret.reveal(), isEnabled: true, sendsJobEvents: true, allowsInsecureSsl: false };
}
