import { type Caller, mayUse } from '../app/app.js';
import type { Failure } from '../failure/failure.js';
import type { Job } from '../lifecycle/job.js';
import type { JobEvent } from '../lifecycle/lifecycle-event.js';
import type { AppRepository } from '../ports/app-repository.js';
import type { Notices } from '../ports/notices.js';
import type { JobReading } from '../ports/orchestrator-jobs.js';
import { type Result, succeed } from '../result.js';
import { createEventStream, type EventStream } from '../watching/event-stream.js';
import { type OpenStreams, ownerOf } from '../watching/open-streams.js';
import type { Tracker } from '../watching/tracker.js';
import { ownApp } from './own-app.js';
import type { OwnedProcess } from './owned-process.js';
import { type UnfinishedJobsPorts, unfinishedJobsOf } from './unfinished-jobs.js';
import { watchSubjectOf } from './watched-jobs.js';

/** What somebody who follows an app is told. */
export type AppEvent =
  /** The app's unfinished jobs; `complete` is false where not all could be found. */
  | { readonly kind: 'snapshot'; readonly jobs: readonly Job[]; readonly complete: boolean }
  /** A move of one of its jobs, or the news that it cannot be followed. */
  | Exclude<JobEvent, { kind: 'snapshot' }>;

/** The streams of apps that are open now. */
export interface AppStreams {
  /**
   * Follows all jobs of an app, or those of the processes that the token of the caller names: a snapshot of the unfinished
   * ones, then every job it starts, each to its end. Failures: `app-not-found` (for a foreign app too),
   * `storage-unavailable`, `secret-*`.
   */
  watch(appId: string, caller: Caller): Promise<Result<EventStream<AppEvent>, Failure>>;
  /** Tells the app's streams of a job that was just started. */
  jobStarted(process: OwnedProcess, job: JobReading): void;
  /** Tells no more of the jobs of a process that was taken from its app. */
  processGone(processId: string): void;
  /** Ends all streams. */
  close(): void;
}

/** What following apps needs. */
export interface AppStreamPorts extends UnfinishedJobsPorts {
  readonly apps: AppRepository;
  readonly tracker: Tracker;
  readonly notices: Notices;
  readonly openStreams: OpenStreams;
}

/** One open stream. */
interface AppStream {
  readonly events: EventStream<AppEvent>;
  /** Whether it may tell of the jobs of a process. */
  mayTell(processId: string): boolean;
  /** Adds a job; one that is followed already is not added again. */
  follow(process: OwnedProcess, job: JobReading, by: 'search' | 'start'): boolean;
  /** Leaves the jobs of a process. */
  leaveProcess(processId: string): void;
  /** Tells the snapshot of the jobs followed so far, then what was started meanwhile. */
  begin(isComplete: boolean): void;
}

/** Makes the use case; no stream is open yet. */
export function createAppStreams(ports: AppStreamPorts): AppStreams {
  const { apps, tracker, notices, openStreams } = ports;
  const streamsOfApps = new Map<string, Set<AppStream>>();

  const open = (appId: string, caller: Caller): AppStream => {
    const streams = streamsOfApps.get(appId) ?? new Set();
    streamsOfApps.set(appId, streams);
    const stream: AppStream = createAppStream(caller, () => {
      forget();
      streams.delete(stream);
      if (streams.size === 0 && streamsOfApps.get(appId) === streams) streamsOfApps.delete(appId);
    });
    const forget = openStreams.add(ownerOf(caller, appId), () => stream.events.close());
    streams.add(stream);
    return stream;
  };

  return {
    async watch(appId, caller) {
      const app = await ownApp(appId, caller, apps);
      if (!app.ok) return app;
      // Open before the search, so that a job started during it is not missed.
      const stream = open(appId, caller);
      const unfinished = await unfinishedJobsOf(appId, stream.mayTell, ports);
      if (!unfinished.ok) {
        stream.events.close();
        return unfinished;
      }
      const followed = unfinished.value.jobs.map(({ process, job }) => stream.follow(process, job, 'search'));
      stream.begin(unfinished.value.complete && !followed.includes(false));
      return succeed(stream.events);
    },
    jobStarted(process, job) {
      const { id, appId } = process.reference;
      for (const stream of streamsOfApps.get(appId) ?? []) if (stream.mayTell(id)) stream.follow(process, job, 'start');
    },
    processGone(processId) {
      for (const stream of [...streamsOfApps.values()].flatMap((streams) => [...streams])) {
        stream.leaveProcess(processId);
      }
    },
    close() {
      for (const stream of [...streamsOfApps.values()].flatMap((streams) => [...streams])) stream.events.end();
    },
  };

  function createAppStream(caller: Caller, onClose: () => void): AppStream {
    const followed = new Map<string, { readonly processId: string; readonly leave: () => void }>();
    const snapshot: Job[] = [];
    const startedMeanwhile: (() => void)[] = [];
    let hasBegun = false;
    let isClosed = false;
    const events = createEventStream<AppEvent>(() => {
      isClosed = true;
      onClose();
      for (const { leave } of followed.values()) leave();
    });
    const tell = (event: AppEvent) => {
      if (!events.push(event)) events.close();
    };

    const stream: AppStream = {
      events,
      mayTell: (processId) => mayUse(caller, processId),
      follow(process, job, by) {
        // It may have been closed during the search.
        if (isClosed) return true;
        const { jobKey } = job.observation;
        if (by === 'start' && !hasBegun) {
          startedMeanwhile.push(() => stream.follow(process, job, by));
          return true;
        }
        if (followed.has(jobKey)) return true;
        const { id: processId } = process.reference;
        followed.set(jobKey, { processId, leave: () => {} });
        const listener = {
          event(event: JobEvent) {
            if (event.kind !== 'snapshot') tell(event);
            else if (hasBegun) tell({ kind: 'snapshot', jobs: [event.job], complete: false });
            else snapshot.push(event.job);
          },
          end: () => followed.delete(jobKey),
        };
        const attached = tracker.attach(watchSubjectOf(process, job), job, listener, by);
        if (!attached.ok) {
          followed.delete(jobKey);
          notices.notice({ kind: 'not-followed', connectionId: process.connection.id });
        }
        // A job that has ended already has left by itself.
        if (attached.ok && followed.has(jobKey)) followed.set(jobKey, { processId, leave: attached.value });
        return attached.ok;
      },
      leaveProcess(processId) {
        for (const [jobKey, job] of [...followed]) {
          if (job.processId !== processId) continue;
          followed.delete(jobKey);
          job.leave();
        }
      },
      begin(isComplete) {
        tell({ kind: 'snapshot', jobs: snapshot, complete: isComplete });
        hasBegun = true;
        for (const follow of startedMeanwhile) follow();
      },
    };
    return stream;
  }
}
