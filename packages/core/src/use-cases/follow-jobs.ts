import type { Caller } from '../app/app.js';
import type { Failure } from '../failure/failure.js';
import type { Job } from '../lifecycle/job.js';
import { isFinal } from '../lifecycle/job-state.js';
import type { JobEvent } from '../lifecycle/lifecycle-event.js';
import { type Result, succeed } from '../result.js';
import { createEventStream, type EventStream } from '../watching/event-stream.js';
import { type OpenStreams, ownerOf } from '../watching/open-streams.js';
import type { Tracker } from '../watching/tracker.js';
import { viewReading } from '../watching/view-reading.js';
import { type OwnJobPorts, ownJob } from './own-job.js';
import { type OwnedProcessPorts, ownedProcess } from './owned-process.js';
import { watchSubjectOf } from './watched-jobs.js';

/**
 * Reading, stopping and following a job of a process reference. Failures: `process-not-found`, `job-not-found`,
 * `runs-locally`, `connection-not-usable`, those of calling Orchestrator; `too-many-watches` for following.
 */
export interface FollowJobs {
  /** Reads the job, with its output once it is Successful. */
  read(processId: string, jobKey: string, caller: Caller): Promise<Result<Job, Failure>>;
  /** Asks for a stop; `hadEnded` when there was nothing to stop any more. Repeating it is harmless. */
  stop(processId: string, jobKey: string, mode: 'soft' | 'kill', caller: Caller): Promise<Result<Stopped, Failure>>;
  /** Follows the job: a snapshot, then every move, to its end. Leaving the stream ends the watch. */
  watch(processId: string, jobKey: string, caller: Caller): Promise<Result<EventStream<JobEvent>, Failure>>;
}

/** What became of a request to stop. */
export interface Stopped {
  readonly job: Job;
  readonly hadEnded: boolean;
}

/** What following needs. */
export interface FollowPorts extends OwnedProcessPorts, OwnJobPorts {
  readonly tracker: Tracker;
  readonly openStreams: OpenStreams;
}

/** Makes the use cases. */
export function createFollowJobs(ports: FollowPorts): FollowJobs {
  const { jobs, tracker, openStreams } = ports;

  const locate = async (processId: string, jobKey: string, use: 'read' | 'stop', caller: Caller) => {
    const process = await ownedProcess(processId, caller, ports);
    if (!process.ok) return process;
    const job = await ownJob(process.value, jobKey, use, ports);
    if (!job.ok) return job;
    return succeed({ process: process.value, reading: job.value });
  };

  return {
    async read(processId, jobKey, caller) {
      const located = await locate(processId, jobKey, 'read', caller);
      return located.ok ? succeed(viewReading(located.value.reading)) : located;
    },
    async stop(processId, jobKey, mode, caller) {
      const located = await locate(processId, jobKey, 'stop', caller);
      if (!located.ok) return located;
      const { process, reading } = located.value;
      const before = viewReading(reading);
      if (isFinal(before.state)) return succeed({ job: before, hadEnded: true });
      const stopped = await jobs.stop(process.access, process.reference.folder, reading.id, mode);
      // Orchestrator refuses to stop a job that ended meanwhile: then the job's own state is the answer.
      if (!stopped.ok && stopped.failure.code !== 'orchestrator-refused') return stopped;
      const after = await ownJob(process, jobKey, 'stop', ports);
      if (!after.ok) return after;
      tracker.observe(process.connection.id, after.value.observation, after.value);
      const job = viewReading(after.value);
      if (!stopped.ok && !isFinal(job.state)) return stopped;
      return succeed({ job, hadEnded: !stopped.ok });
    },
    async watch(processId, jobKey, caller) {
      // A right may be taken away while the job is being looked up: then the stream ends as it begins.
      let isTaken = false;
      const forgetAsking = openStreams.add(ownerOf(caller, caller.appId ?? '', processId), () => {
        isTaken = true;
      });
      const located = await locate(processId, jobKey, 'read', caller);
      forgetAsking();
      if (!located.ok) return located;
      const { process, reading } = located.value;
      let leave = () => {};
      const stream = createEventStream<JobEvent>(() => {
        forget();
        leave();
      });
      const forget = openStreams.add(ownerOf(caller, process.reference.appId, processId), () => stream.close());
      const listener = {
        event: (event: JobEvent) => {
          if (!stream.push(event)) stream.close();
        },
        end: () => {
          forget();
          stream.end();
        },
      };
      const attached = tracker.attach(watchSubjectOf(process, reading), reading, listener, 'look-up');
      if (!attached.ok) {
        forget();
        return attached;
      }
      leave = attached.value;
      if (isTaken) stream.close();
      return succeed(stream);
    },
  };
}
