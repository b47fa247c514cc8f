import { fail, type Result, succeed } from '@cuelight/core';
import { exchange } from './exchange.js';
import type { Refused } from './refused.js';
import type { Way } from './way.js';

/** An open stream of events, and what ends it. */
export interface OpenStream {
  readonly reader: ReadableStreamDefaultReader<Uint8Array>;
  close(): void;
}

/** Opens the stream of a job's events. */
export async function openStream(
  way: Way,
  path: string,
  ending: AbortController,
): Promise<Result<OpenStream, Refused>> {
  const opened = await exchange(way, { path, accept: 'text/event-stream' }, ending);
  if (!opened.ok) return opened;
  const { body, headers } = opened.value;
  if (body === null || !headers.get('content-type')?.startsWith('text/event-stream')) {
    ending.abort();
    return fail(noStream);
  }
  const reader = body.getReader();
  const close = () => {
    reader.cancel().catch(() => {});
    ending.abort();
  };
  return succeed({ reader, close });
}

const noStream: Refused = {
  failure: { code: 'service-answer-unusable', detail: 'What was answered is not a stream of events.' },
  isPassing: true,
  isUncertain: false,
};
