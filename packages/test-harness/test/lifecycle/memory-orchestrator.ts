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
  type Process,
  type Result,
  succeed,
} from '@cuelight/core';
import { instantOf } from '../../src/arbitraries/observations.js';
import type { OrchestratorSide, StartFate, WebhookFate } from '../../src/lifecycle-model/lifecycle-system.js';
import type { StandingClock } from '../../src/lifecycle-model/standing-clock.js';

/** Orchestrator in memory behind the ports of the core, on a clock that stands still. */
export interface MemoryOrchestrator {
  readonly ports: {
    readonly sessions: OrchestratorSessions;
    readonly directory: OrchestratorDirectory;
    readonly jobs: OrchestratorJobs;
    readonly webhooks: OrchestratorWebhooks;
    readonly probe: OrchestratorProbe;
    readonly inspection: OrchestratorInspection;
  };
  readonly side: OrchestratorSide;
  /** Where its webhooks go; a webhook that arrives nowhere is lost. */
  deliver: (event: JsonObject) => void;
}

export const folder = { key: '5f6dadf1-3677-49dc-8aca-c2999dd4b3ba', id: 12, name: 'Finance', path: 'Finance' };

/** A process that declares an output. */
export const process: Process = {
  releaseKey: '01b7cf62-98e0-4a69-9a65-be7514643229',
  name: 'InvoiceBot',
  packageId: 'InvoiceBot',
  version: '1.0.3',
  folderKey: folder.key,
  arguments: { input: [], output: [{ name: 'out_Count', type: 'integer', required: false, hasDefault: false }] },
};

interface KeptJob {
  readonly id: number;
  readonly key: string;
  readonly reference: string;
  state: JobState;
  output?: JsonObject;
}

/** How long after its request a late job appears. */
const lateMs = 30_000;

export function createMemoryOrchestrator(clock: StandingClock): MemoryOrchestrator {
  /** Where its only webhook sends to. */
  let url = '';
  let jobs: KeptJob[] = [];
  let fates: readonly StartFate[] = [];
  let isReadable = true;
  let made = 0;
  let ticks = 0;

  /** Each event is a tick later than the one before, as Orchestrator's are. */
  const stamp = () => {
    ticks = (ticks + 1) % 10_000;
    return `${new Date(clock.nowMs()).toISOString().slice(0, -1)}${String(ticks).padStart(4, '0')}Z`;
  };

  const readingOf = (job: KeptJob, source: 'start' | 'read', isWhole: boolean): JobReading => ({
    id: job.id,
    releaseKey: process.releaseKey,
    reference: job.reference,
    type: 'Unattended',
    ...(isWhole && job.output !== undefined && { output: job.output }),
    observation: {
      jobKey: job.key,
      state: job.state,
      asOf: instantOf(source === 'start' ? stamp() : `${new Date(clock.nowMs()).toISOString().slice(0, 19)}Z`),
      source,
    },
  });

  const read = async <T>(look: () => T): Promise<Result<T, Failure>> =>
    isReadable ? succeed(look()) : fail({ code: 'orchestrator-unavailable', detail: 'In maintenance.' });

  const tell = (job: KeptJob, fate: WebhookFate) => {
    const Job = { Key: job.key, State: job.state, Info: null };
    const event = {
      Type: `job.${job.state === 'Pending' ? 'created' : job.state.toLowerCase()}`,
      EventId: String(307_348_657 + ticks),
      Timestamp: stamp(),
      Job,
    };
    if (fate === 'lost') return;
    if (typeof fate === 'object') clock.after(fate.lateMs, () => orchestrator.deliver(event));
    else for (let copy = 0; copy < (fate === 'doubled' ? 2 : 1); copy += 1) orchestrator.deliver(event);
  };

  const orchestrator: MemoryOrchestrator = {
    deliver: () => {},
    side: {
      jobs: () => jobs,
      async move(jobKey, to, fate) {
        const job = jobs.find(({ key }) => key === jobKey);
        if (job === undefined) throw new Error(`no job ${jobKey}`);
        Object.assign(job, to);
        tell(job, fate);
      },
      nextStarts(...next) {
        fates = next;
      },
      setReadable(next) {
        isReadable = next;
      },
      forget(jobKey) {
        jobs = jobs.filter(({ key }) => key !== jobKey);
      },
    },
    ports: {
      sessions: { signIn: async () => succeed({ apiVersion: 17 }), forget: async () => {} },
      directory: {
        listFolders: async () => succeed({ items: [folder], hasMore: false }),
        findFolder: async () => succeed(folder),
        listProcesses: async () => succeed({ items: [process], hasMore: false }),
        listProcessesAcross: async () => succeed('unsupported'),
        findProcess: async () => succeed(process),
      },
      jobs: {
        async start(_, __, { reference }) {
          const [fate, ...later] = fates;
          fates = later;
          if (fate === 'refused') return fail({ code: 'orchestrator-throttled', detail: 'Too many requests.' });
          made += 1;
          const key = `1c7222dc-416f-4c60-9b17-${String(made).padStart(12, '0')}`;
          const job: KeptJob = { id: 125_160 + made, key, reference, state: 'Pending' };
          const appear = () => {
            jobs.push(job);
            tell(job, 'sent');
          };
          if (fate === 'answer-lost-job-late') clock.after(lateMs, appear);
          else appear();
          if (fate === undefined) return succeed(readingOf(job, 'start', false));
          return fail({ code: 'orchestrator-timeout', detail: 'No answer came.', mayHaveHappened: true });
        },
        async stop(_, __, id, mode) {
          const job = jobs.find((other) => other.id === id);
          if (job !== undefined && !isFinal(job.state)) job.state = mode === 'soft' ? 'Stopping' : 'Terminating';
          return succeed(undefined);
        },
        readById: (_, __, id) =>
          read(() => {
            const job = jobs.find((other) => other.id === id);
            return job && readingOf(job, 'read', true);
          }),
        readList: (_, __, ids) =>
          read(() => {
            const asked = Math.min(ids.length, 50);
            const wanted = new Set(ids.slice(0, asked));
            return { asked, jobs: jobs.filter(({ id }) => wanted.has(id)).map((job) => readingOf(job, 'read', false)) };
          }),
        findByKey: (_, __, jobKey) =>
          read(() => {
            const job = jobs.find(({ key }) => key === jobKey);
            return job && readingOf(job, 'read', false);
          }),
        findByReference: (_, __, startsWith, which) =>
          read(() =>
            jobs
              .filter((job) => job.reference.startsWith(startsWith) && (which === 'all' || !isFinal(job.state)))
              .map((job) => readingOf(job, 'read', false)),
          ),
      },
      probe: {
        look: async () => ({
          ...{ addresses: [], from: [], presented: [], certificateFaults: [] },
          reply: { status: 200, from: 'orchestrator', apiVersion: 17 },
        }),
        handshake: async () => ({ addresses: [], from: [], presented: [], certificateFaults: [] }),
      },
      inspection: {
        currentUser: untold,
        permissions: untold,
        capacity: async () => succeed({ unattendedRobots: 'unsupported', runtimes: 'unsupported' }),
        validateStart: untold,
        licence: untold,
        canReach: untold,
      },
      webhooks: {
        async create(_, request) {
          url = request.url;
          return succeed(1);
        },
        findByUrl: async () => succeed([1]),
        read: async (_, id) => succeed({ id, url, isEnabled: true, sendsJobEvents: true, allowsInsecureSsl: false }),
        async change(_, __, request) {
          url = request.url;
          return succeed('changed');
        },
        async ping() {
          orchestrator.deliver({ Type: 'ping', EventId: '1', Timestamp: stamp() });
          return succeed(undefined);
        },
        delete: async () => succeed(undefined),
      },
    },
  };
  return orchestrator;
}

/** It tells nothing of itself: no law depends on that. */
async function untold() {
  return succeed('unsupported' as const);
}
