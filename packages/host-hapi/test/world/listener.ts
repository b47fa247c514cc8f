import { createParser } from 'eventsource-parser';
import { onTestFinished } from 'vitest';
import type { Row } from './client.js';
import { expectConformance } from './conformance.js';
import { until } from './until.js';

/** A server-sent event as it came. */
export interface HeardEvent {
  readonly event: string;
  readonly data: Row;
}

/** Somebody who follows jobs over a real socket. */
export interface Listener {
  readonly heard: readonly HeardEvent[];
  /** Comments, which keep the line open. */
  readonly comments: readonly string[];
  readonly hasEnded: () => boolean;
  /** Waits for an event that is as told, of those heard already or still to come. */
  waitFor(isIt: (event: HeardEvent) => boolean): Promise<HeardEvent>;
  /** Waits for the end of the stream. */
  waitForEnd(): Promise<void>;
  hangUp(): void;
}

/** Opens a stream of events, with a key or with headers. Throws when it is not one. */
export async function listen(
  baseUrl: string,
  path: string,
  by: string | Readonly<Record<string, string>>,
): Promise<Listener> {
  const hangingUp = new AbortController();
  onTestFinished(() => hangingUp.abort());
  const response = await fetch(`${baseUrl}${path}`, {
    headers: typeof by === 'string' ? { authorization: `Bearer ${by}` } : { ...by },
    signal: hangingUp.signal,
  });
  const contentType = response.headers.get('content-type') ?? '';
  if (!contentType.startsWith('text/event-stream')) throw new Error(`${response.status} ${await response.text()}`);

  const heard: HeardEvent[] = [];
  const comments: string[] = [];
  let ended = false;
  let text = '';
  const parser = createParser({
    onEvent: ({ event = '', data }) => void heard.push({ event, data: JSON.parse(data) as Row }),
    onComment: (comment) => void comments.push(comment),
  });
  const reading = async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) {
      const piece = decoder.decode(chunk, { stream: true });
      text += piece;
      parser.feed(piece);
    }
  };
  void reading().then(
    () => {
      ended = true;
      expectConformance({ method: 'GET', path, status: response.status, contentType, text });
    },
    // Hanging up, and a service that is cut off, both end here.
    () => {},
  );

  return {
    heard,
    comments,
    hasEnded: () => ended,
    waitFor: (isIt) => until(() => heard.find(isIt), 'the event'),
    waitForEnd: async () => {
      await until(() => ended || undefined, 'the end of the stream');
    },
    hangUp: () => hangingUp.abort(),
  };
}

/** The states told on a stream, from its last snapshot on. */
export function statesOf({ heard }: Listener): readonly unknown[] {
  return heard.map(({ data }) => data.state);
}
