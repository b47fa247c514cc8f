import { type Clock, type Failure, type FailureCode, failures, type Json, type JsonObject } from '@cuelight/core';
import { readJson } from './read-json.js';
import type { Refused } from './refused.js';
import { retryAfterMs } from './retry-after-ms.js';

/** A proxy or a service that is busy, restarting, or waiting for one that is. */
const passingStatuses: ReadonlySet<number> = new Set([408, 429, 503, 504]);

/** No part of a problem is longer, or it is no text for a person. */
const longestText = 2_000;

/**
 * Reads an answer other than 2xx. A problem (RFC 9457) is told with its own code where that is one of the core's.
 *
 * @param token is taken out of all text, should the other side quote it
 */
export async function readRefusal(response: Response, token: string, clock: Clock): Promise<Refused> {
  const { status } = response;
  const problem = await readJson(response, clock);
  const code = textOf(problem?.code);
  const retry = retryAfterMs(response.headers);
  if (problem === undefined || code === undefined || token.includes(code)) {
    return {
      failure: {
        code: 'service-answer-unusable',
        detail: `The answer ${status} is not a problem as a Cuelight service tells it.`,
        ...(retry !== undefined && { retryAfterMs: retry }),
      },
      isPassing: passingStatuses.has(status) || status === 502,
      isUncertain: status >= 500,
    };
  }
  const clean = (value: Json | undefined) => textOf(value)?.replaceAll(token, '[secret]');
  const traceId = clean(problem.traceId);
  return {
    failure: {
      code: isFailureCode(code) ? code : 'service-refused',
      detail: clean(problem.detail) ?? `The service answered ${status} without a detail.`,
      ...(retry !== undefined && { retryAfterMs: retry }),
      ...replyIn(problem),
      problem: { status, code, remedy: clean(problem.remedy) ?? '', ...(traceId !== undefined && { traceId }) },
    },
    isPassing: passingStatuses.has(status) || code === 'start-in-progress',
    isUncertain: status === 500 || status === 504 || code === 'start-in-progress',
  };
}

function replyIn({ orchestrator }: JsonObject): Pick<Failure, 'reply'> {
  const { status, errorCode } = { ...(orchestrator as JsonObject | undefined) };
  if (typeof status !== 'number') return {};
  return { reply: { status, ...(typeof errorCode === 'number' && { errorCode }) } };
}

function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value.slice(0, longestText) : undefined;
}

function isFailureCode(code: string): code is FailureCode {
  return Object.hasOwn(failures, code);
}
