import { type CancelSignal, type ConnectionTarget, type Failure, fail, originOf, type Result } from '@cuelight/core';
import { type BrokenExchange, callCancelledCode, exchange, type HeaderList, type HttpReply } from '../network/index.js';
import { createBreaker, type Health, mostFailures } from './breaker.js';
import type { Call } from './call.js';
import { createCallBudget } from './call-budget.js';
import { cancelled } from './cancelled.js';
import { networkFailure } from './network-failure.js';
import type { OrchestratorHttpLimits } from './options.js';
import { pauseBeforeRepeat } from './pause-before-repeat.js';

/**
 * Sends requests to one Orchestrator for one connection: no more than its budget, none while the server is being left
 * alone, and only those again that read.
 */
export interface Transport {
  /**
   * Any reply that arrived whole is a success, whatever its status. Failures: `orchestrator-unreachable`,
   * `orchestrator-timeout`, `orchestrator-reply-unusable`, `orchestrator-unavailable` and `orchestrator-throttled` (with
   * `retryAfterMs`: not sent), `certificate-untrusted`, `self-signed-not-supported`, `egress-refused`, `call-cancelled`.
   */
  send(call: Call, headers?: HeaderList, signal?: CancelSignal): Promise<Result<HttpReply, Failure>>;
  /** Waits for what is under way, where nobody else uses the same sockets, and closes them. */
  close(): Promise<void>;
}

/** A transport over sockets that it shares with other connections to the same origin. */
export function createTransport(target: ConnectionTarget, limits: OrchestratorHttpLimits): Transport {
  const { nowMs, random, pause } = limits;
  const { callMs } = limits.timeouts;
  const origin = originOf(target.orchestratorUrl);
  const basePath = target.orchestratorUrl.slice(origin.length);
  const pool = limits.pools.take(target);
  let isClosed = false;
  const budget = createCallBudget(limits.rate, nowMs);
  const breaker = createBreaker((outcome: Result<HttpReply, BrokenExchange>) => healthOf(outcome, origin), nowMs);

  /** Whole, since Node keeps its timers by their length: each fraction would get a list of its own, and slowly. */
  const remainingMs = (untilMs: number) => Math.max(Math.ceil(untilMs - nowMs()), 1);

  /** Sends when its turn comes, as often as it takes: one answer for however many tries. */
  async function repeated(
    attempt: () => Promise<Result<HttpReply, BrokenExchange>>,
    { isRepeatable, isWrite, untilMs, signal }: Course,
  ): Promise<Result<HttpReply, Failure>> {
    for (let tries = 1; ; tries += 1) {
      const leftMs = untilMs - nowMs();
      const turnMs = budget.spend(leftMs);
      if (turnMs > leftMs) return fail(throttled(origin, turnMs));
      if (turnMs > 0) await pause(turnMs, signal);
      if (signal?.aborted) return fail(cancelled(origin));

      const outcome = await breaker.run(attempt);
      if ('refusedForMs' in outcome) return fail(leftAlone(origin, outcome.refusedForMs));

      const pauseMs = isRepeatable ? pauseBeforeRepeat(outcome, tries, random()) : undefined;
      if (pauseMs === undefined || nowMs() + pauseMs >= untilMs) return told(outcome, isWrite, origin);
      await pause(pauseMs, signal);
    }
  }

  return {
    send({ method, path, body, form, isWrite }, headers = [], signal) {
      const text = body === undefined ? form && new URLSearchParams(form).toString() : JSON.stringify(body);
      const usual = body === undefined ? (form === undefined ? withoutBody : withForm) : withJson;
      const request = {
        origin,
        method,
        path: basePath + path,
        headers: [...usual, ...headers],
        body: text ?? null,
      };
      const untilMs = nowMs() + callMs;
      // What is under way while the session is closed goes on: its next step takes sockets for itself.
      const sockets = isClosed ? limits.pools.take(target) : pool;
      const reply = repeated(() => exchange(sockets.dispatcher, request, remainingMs(untilMs), signal), {
        isRepeatable: method === 'GET',
        isWrite,
        untilMs,
        signal,
      });
      return sockets === pool ? reply : reply.finally(() => void sockets.release());
    },
    close() {
      isClosed = true;
      return pool.release();
    },
  };
}

/** How far a call may go. */
interface Course {
  /** Whether it may be sent again when no answer came. */
  readonly isRepeatable: boolean;
  readonly isWrite: boolean;
  readonly untilMs: number;
  readonly signal: CancelSignal | undefined;
}

/** The headers of every request, by its body. */
const withoutBody: HeaderList = ['accept', 'application/json'];
const withJson: HeaderList = [...withoutBody, 'content-type', 'application/json;charset=utf-8'];
const withForm: HeaderList = [...withoutBody, 'content-type', 'application/x-www-form-urlencoded'];

function told(
  outcome: Result<HttpReply, BrokenExchange>,
  isWrite: boolean,
  origin: string,
): Result<HttpReply, Failure> {
  if (outcome.ok) return outcome;
  const isOpen = isWrite && outcome.failure.phase !== 'before';
  return fail({ ...networkFailure(outcome.failure, origin), ...(isOpen && { mayHaveHappened: true }) });
}

/** A server that refuses us, or answers nonsense, is well enough to be asked. */
function healthOf(outcome: Result<HttpReply, BrokenExchange>, origin: string): Health {
  if (outcome.ok) return outcome.value.status >= 500 ? 'ill' : 'well';
  if ('code' in outcome.failure.error && outcome.failure.error.code === callCancelledCode) return 'unknown';
  const { code } = networkFailure(outcome.failure, origin);
  return code === 'orchestrator-unreachable' || code === 'orchestrator-timeout' ? 'ill' : 'well';
}

function leftAlone(origin: string, retryAfterMs: number): Failure {
  return {
    code: 'orchestrator-unavailable',
    detail: `${origin} was not called: the last calls to it, ${mostFailures} or more, all failed, and it is left alone for a moment.`,
    retryAfterMs,
  };
}

function throttled(origin: string, retryAfterMs: number): Failure {
  return {
    code: 'orchestrator-throttled',
    detail: `${origin} was not called: this connection makes as many calls as it may.`,
    retryAfterMs: Math.ceil(retryAfterMs),
  };
}
