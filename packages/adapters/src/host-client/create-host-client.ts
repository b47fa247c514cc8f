import { type CancelSignal, type Failure, fail, type ProcessRunner, type Result, succeed } from '@cuelight/core';
import { whenCancelled } from '../cancelling/index.js';
import { webClock, webRandomness } from '../web-runtime/index.js';
import { exchange, type ServiceRequest } from './exchange.js';
import { followJob } from './follow-job.js';
import { openStream } from './open-stream.js';
import type { HostClientOptions } from './options.js';
import { patiently } from './patiently.js';
import { readJob } from './read-job.js';
import { readJson } from './read-json.js';
import type { Refused } from './refused.js';
import { serviceUrl } from './service-url.js';
import { createTokens } from './tokens.js';
import type { Way } from './way.js';

/** What the service itself makes as ids, and what Orchestrator makes as keys: nothing that needs escaping in a path. */
const idText = /^[A-Za-z0-9-]{1,64}$/;
const visibleAscii = /^[\x21-\x7e]{1,255}$/;
const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Runs processes through a Cuelight service, from a page, a worker or Node. Without an idempotency key a start has one of
 * its own, so that it is repeated safely when its answer was lost; whoever repeats a start that failed with
 * `mayHaveHappened` gives a key. A job is followed over as many connections as it takes. Failures: those of the service,
 * with what it answered in `problem`; `token-unavailable`, `service-unreachable`, `service-answer-unusable`,
 * `service-refused`, `call-cancelled`.
 *
 * @throws a TypeError when `url` is none that a token may be sent to; a start rejects with one when its key is none
 */
export function createHostClient(options: HostClientOptions): ProcessRunner {
  const { clock = webClock, randomness = webRandomness, patienceMs = 30_000 } = options;
  // A browser's own does not work as the method of another object.
  const { fetch = (...request: Parameters<typeof globalThis.fetch>) => globalThis.fetch(...request) } = options;
  const tokens = createTokens(clock, () => options.getToken());
  const way: Way = { url: serviceUrl(options.url), fetch, tokens, clock };
  const pauses = { clock, randomness };
  const eventsOf = (processId: string, jobKey: string) => `/v1/processes/${processId}/jobs/${jobKey}/events`;

  const repeating = <T>(
    signal: CancelSignal | undefined,
    run: (ending: AbortController) => Promise<Result<T, Refused>>,
  ): Promise<Result<T, Failure>> =>
    patiently(pauses, patienceMs, signal, async () => {
      const ending = new AbortController();
      const forget = whenCancelled(signal, () => ending.abort());
      return run(ending).finally(forget);
    });

  const askForJob = async (request: ServiceRequest, ending: AbortController) => {
    const answered = await exchange(way, request, ending);
    if (!answered.ok) return answered;
    const job = await readJson(answered.value, clock);
    const read = job && readJob(job);
    return read !== undefined && guid.test(read.jobKey) ? succeed(read.jobKey) : fail(noJob);
  };

  return {
    async start(processId, { input, idempotencyKey = randomness.id(), signal } = {}) {
      if (!visibleAscii.test(idempotencyKey)) {
        throw new TypeError('idempotencyKey must be 1 to 255 visible ASCII characters');
      }
      if (!idText.test(processId)) return fail(unknownProcess);
      const path = `/v1/processes/${processId}/jobs`;
      const body = input === undefined ? {} : { input };
      const started = await repeating(signal, (ending) =>
        askForJob({ path, accept: 'application/json', body, idempotencyKey }, ending),
      );
      if (!started.ok) return started;
      const jobKey = started.value;
      const events = followJob({ way, pauses, jobKey, path: eventsOf(processId, jobKey), signal });
      return succeed({ jobKey, events });
    },

    async follow(processId, givenKey, { signal } = {}) {
      if (!idText.test(processId)) return fail(unknownProcess);
      if (!guid.test(givenKey)) return fail(unknownJob);
      const jobKey = givenKey.toLowerCase();
      const path = eventsOf(processId, jobKey);
      const first = await repeating(signal, (ending) => openStream(way, path, ending));
      if (!first.ok) return first;
      return succeed({ jobKey, events: followJob({ way, pauses, jobKey, path, signal, first: first.value }) });
    },

    async stop(processId, jobKey, mode) {
      if (!idText.test(processId)) return fail(unknownProcess);
      if (!guid.test(jobKey)) return fail(unknownJob);
      const path = `/v1/processes/${processId}/jobs/${jobKey.toLowerCase()}/stop`;
      const stopped = await repeating(undefined, (ending) =>
        askForJob({ path, accept: 'application/json', body: { mode } }, ending),
      );
      return stopped.ok ? succeed(undefined) : stopped;
    },
  };
}

const unknownProcess: Failure = { code: 'process-not-found', detail: 'What was given is no id of a process.' };
const unknownJob: Failure = { code: 'job-not-found', detail: 'What was given is no key of a job.' };

const noJob: Refused = {
  failure: { code: 'service-answer-unusable', detail: 'What was answered is not a job.' },
  isPassing: false,
  isUncertain: true,
};
