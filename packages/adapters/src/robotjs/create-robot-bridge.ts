import { type Failure, fail, succeed } from '@cuelight/core';
import { webClock, webRandomness } from '../web-runtime/index.js';
import { createAnnouncements } from './announcements.js';
import { checkLocalProcess } from './check-local-process.js';
import { cancelled } from './failure-of.js';
import { inputMark } from './input-mark.js';
import { createSdkLoader } from './load-sdk.js';
import { createLocalJobs } from './local-jobs.js';
import type { Patience, RobotBridge, RobotBridgeOptions } from './options.js';
import { webPage } from './page.js';
import { createRobotCalls, type RobotCalls } from './robot-calls.js';
import type { SdkListener } from './sdk-events.js';
import { createSharedStarts } from './shared-starts.js';
import { createStart } from './start-local-job.js';
import { stopLocalJob } from './stop-local-job.js';
import { createTurns } from './turns.js';
import { webTabs } from './web-tabs.js';

const visibleAscii = /^[\x21-\x7e]{1,255}$/;

const usualPatience: Patience = {
  answerWithinMs: 15_000,
  consentWithinMs: 65_000,
  startWithinMs: 120_000,
  askedWithinMs: 120_000,
};

/**
 * Runs processes by the robot of the user's own computer, through `@uipath/robot` 1.3.1: nothing of a run leaves the
 * computer. Make one for a page, and start by a click, so that the browser lets the page open UiPath Assistant.
 *
 * A job is followed only by the page that started it. An idempotency key holds within the page, for as long as it lives.
 * Failures: `local-*`, `process-not-found`, `idempotency-key-reused`, `call-cancelled`. A start rejects with a TypeError when
 * its key is none.
 */
export function createRobotBridge(options: RobotBridgeOptions): RobotBridge {
  const { clock = webClock, page = webPage(), getProcess } = options;
  const { tabs = webTabs(clock, webRandomness.id) } = options;
  const patience = { ...usualPatience, ...options.patience };
  const hearing = new Set<SdkListener>();
  let calls: RobotCalls | undefined;
  const announcements = createAnnouncements(clock, page, () => calls?.hasAnswered() ?? false);
  hearing.add(announcements);
  const loadSdk = createSdkLoader(options.load, options.portNumber, {
    consentAsked: (code) => {
      for (const listener of [...hearing]) listener.consentAsked(code);
    },
    unanswered: () => {
      for (const listener of [...hearing]) listener.unanswered();
    },
  });
  const turns = createTurns(tabs, clock, patience.consentWithinMs + patience.answerWithinMs);
  const { consentIsOver } = announcements;
  calls = createRobotCalls({ loadSdk, hearing, turns, page, clock, patience, consentIsOver });
  const jobs = createLocalJobs(clock);
  const ports = { ...options, calls, jobs, tabs, clock, patience };
  const startJob = createStart(ports);
  const starts = createSharedStarts();

  return {
    async start(processId, { input, idempotencyKey, signal } = {}) {
      if (idempotencyKey !== undefined && !visibleAscii.test(idempotencyKey)) {
        throw new TypeError('idempotencyKey must be 1 to 255 visible ASCII characters');
      }
      if (signal?.aborted === true) return fail(cancelled);
      const key = idempotencyKey === undefined ? undefined : `${idempotencyKey} ${processId}`;
      const started = await starts.start(key, inputMark(input), signal, async (starting) => {
        const process = await getProcess(processId);
        return process === undefined ? fail(unknownProcess) : startJob({ processId, process, input }, starting);
      });
      return started.ok ? succeed(started.value.follow(signal)) : started;
    },

    async follow(processId, jobKey, { signal } = {}) {
      if (signal?.aborted === true) return fail(cancelled);
      if ((await getProcess(processId)) === undefined) return fail(unknownProcess);
      const job = jobs.find(processId, jobKey);
      return job === undefined ? fail(unknownJob) : succeed(job.follow(signal));
    },

    async stop(processId, jobKey, mode) {
      if ((await getProcess(processId)) === undefined) return fail(unknownProcess);
      const job = jobs.find(processId, jobKey);
      return job === undefined ? fail(unknownJob) : stopLocalJob(ports, job, mode);
    },

    async check(processId, { signal } = {}) {
      const process = await getProcess(processId);
      return process === undefined ? { robot: fail(unknownProcess) } : checkLocalProcess(ports, process, signal);
    },

    onConsent: announcements.onConsent,
    onMissing: announcements.onMissing,
  };
}

const unknownProcess: Failure = { code: 'process-not-found', detail: 'The app knows no process of that id.' };

const unknownJob: Failure = {
  code: 'local-job-not-found',
  detail: 'This page has started no such job of this process, or has forgotten it.',
};
