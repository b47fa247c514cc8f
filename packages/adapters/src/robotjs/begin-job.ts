import type { JsonObject } from '@cuelight/core';
import { type Ending, endingOf, endingWith } from './ending-of.js';
import type { WorkflowEvent } from './options.js';
import { readWorkflowEvent } from './read-workflow-event.js';
import type { RobotSdk } from './robot-sdk.js';

/** What somebody hears of a job that begins. */
export interface JobHearing {
  /** The robot has begun it, under this key. */
  begun(jobKey: string): void;
  /** The SDK asks the robot about it. */
  asked(): void;
  status(text: string): void;
  workflowEvent(event: WorkflowEvent): void;
  /** It has ended; undefined when nobody will ever know how. */
  over(ending: Ending | undefined): void;
}

/** The longest text of a status, in characters. */
const longestStatus = 65_536;

/**
 * Has the SDK begin a job, and follow it. Rejects with what the SDK rejected with, when the job was not begun.
 *
 * The SDK tells neither that a job has begun nor that it asks about it. But it writes the robot's key of the job into
 * `jobId` as soon as the robot has answered, and reads it for each question: 1.3.1 does, to which the peer dependency is
 * pinned.
 */
export function beginJob(
  sdk: RobotSdk,
  robotProcessId: string,
  input: JsonObject | undefined,
  hearing: JobHearing,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const job = sdk.createJob(robotProcessId, input);
    let jobKey = job.jobId;
    let isBegun = false;
    Object.defineProperty(job, 'jobId', {
      enumerable: true,
      get() {
        if (isBegun) hearing.asked();
        return jobKey;
      },
      set(given: string) {
        jobKey = given;
        if (isBegun || typeof given !== 'string' || given === '') return;
        isBegun = true;
        hearing.begun(given);
        resolve(given);
      },
    });
    // The SDK would take what a handler throws for the end of the job.
    job.on('status', (text) => {
      if (typeof text === 'string') hearing.status(text.slice(0, longestStatus));
    });
    job.on('workflow-event', (told) => {
      const event = readWorkflowEvent(told);
      if (event !== undefined) hearing.workflowEvent(event);
    });
    sdk.startJob(job).then(
      (outputs) => {
        if (isBegun) hearing.over(endingWith(outputs));
        else reject(new Error('The robot gave the job no key.'));
      },
      (reason: unknown) => {
        if (isBegun) hearing.over(endingOf(reason));
        else reject(reason);
      },
    );
  });
}
