import { type Clock, type Failure, fail, type JsonObject, type Result } from '@cuelight/core';
import { beginJob } from './begin-job.js';
import { checkInput } from './check-input.js';
import { cancelled } from './failure-of.js';
import { findProcess } from './find-process.js';
import { createLocalJob, type LocalJob } from './local-job.js';
import type { LocalJobs } from './local-jobs.js';
import type { LocalProcess, Patience, RobotBridgeOptions } from './options.js';
import type { RobotCalls } from './robot-calls.js';
import { safely } from './safely.js';
import type { Starting } from './shared-starts.js';
import type { Tabs } from './tabs.js';

/**
 * As many jobs are followed at once. A robot may hold each question for a while, and Chrome has six connections to it, which
 * all its tabs share: with more, a stop would wait for a question to be answered.
 */
const mostFollowed = 4;

/** What starts have in common. */
export interface StartPorts extends Pick<RobotBridgeOptions, 'checksInput' | 'onStatus' | 'onWorkflowEvent'> {
  readonly calls: RobotCalls;
  readonly jobs: LocalJobs;
  readonly tabs: Tabs;
  readonly clock: Clock;
  readonly patience: Patience;
}

/** What is to be started. */
export interface LocalStart {
  readonly processId: string;
  readonly process: LocalProcess;
  readonly input: JsonObject | undefined;
}

/** Starts a process of the local robot; the job is there as soon as the robot has begun it. */
export function createStart(ports: StartPorts) {
  const { calls, jobs, tabs, clock, patience, checksInput = true, onStatus, onWorkflowEvent } = ports;
  let count = 0;
  let followed = 0;

  return async function start(order: LocalStart, starting: Starting): Promise<Result<LocalJob, Failure>> {
    const { processId, process, input } = order;
    const { signal } = starting;
    const { answerWithinMs, startWithinMs, askedWithinMs } = patience;
    if (followed >= mostFollowed) return fail(busy);
    const told = await calls.call({
      errand: 'list',
      ask: (sdk) => sdk.getProcesses(),
      withinMs: answerWithinMs,
      signal,
    });
    if (!told.ok) return told;
    const found = findProcess(told.value, process);
    if (!found.ok) return found;
    const robotProcessId = found.value;
    if (checksInput) {
      const installed = await calls.call({
        errand: 'install',
        ask: (sdk) => sdk.installProcess(robotProcessId),
        withinMs: startWithinMs,
        signal,
      });
      // One that cannot tell, or does not want to, may start it all the same.
      const isPassedOver = !installed.ok && passedOver.has(installed.failure.code);
      if (!installed.ok && !isPassedOver) return installed;
      const checked = installed.ok ? checkInput(installed.value, input ?? {}) : undefined;
      if (checked?.ok === false) return checked;
    }
    if (signal.aborted) return fail(cancelled);
    if (followed >= mostFollowed) return fail(busy);

    let job: LocalJob | undefined;
    let endAnnouncement = () => {};
    const begun = await calls.call({
      errand: 'start',
      withinMs: startWithinMs,
      signal,
      ask(sdk) {
        starting.asked();
        return beginJob(sdk, robotProcessId, input, {
          begun(jobKey) {
            const nextCount = () => {
              count += 1;
              return count;
            };
            job = createLocalJob({ jobKey, processId, robotProcessId, clock, askedWithinMs, nextCount });
            followed += 1;
            jobs.add(job);
            endAnnouncement = tabs.announceJob(robotProcessId);
            starting.begun(job);
          },
          asked: () => job?.asked(),
          status: (text) => safely(() => job && onStatus?.(job.jobKey, text)),
          workflowEvent: (event) => safely(() => job && onWorkflowEvent?.(job.jobKey, event)),
          over(ending) {
            followed -= 1;
            if (job === undefined) return;
            // A job that is lost may run on: it stays announced.
            if (ending === undefined) return job.lose();
            job.end(ending);
            jobs.ended(job);
            endAnnouncement();
          },
        });
      },
    });
    if (!begun.ok) return begun;
    if (job === undefined) throw new Error('A job that has begun is known');
    return { ok: true, value: job };
  };
}

/** What the robot says to an installation that is no reason not to start. */
const passedOver: ReadonlySet<string> = new Set(['local-robot-too-old', 'local-robot-refused']);

const busy: Failure = {
  code: 'local-robot-busy',
  detail: `This page follows ${mostFollowed} jobs of the local robot already.`,
};
