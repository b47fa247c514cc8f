import { createStandingClock, type StandingClock } from '@cuelight/test-harness/lifecycle-model/standing-clock';
import { createHostClient, type HostClientOptions } from '../../src/host-client/index.js';

export const processId = '01933f1e-0000-7000-8000-000000000001';
export const jobKey = '1c7222dc-416f-4c60-9b17-000000000001';

/** A request as the service sees it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: unknown;
  /** Ends when the client does not want the answer any more. */
  readonly signal: AbortSignal;
}

/** What the service does with a request; what it throws breaks the connection. */
export type Answering = (request: SeenRequest, count: number) => Response | Promise<Response>;

/** A client of a service that answers as the test says, on a clock that stands still. */
export function aClientOf(answering: Answering, options: Partial<HostClientOptions> = {}) {
  const clock = createStandingClock(Date.UTC(2026, 10, 23), atRest);
  const requests: SeenRequest[] = [];
  const client = createHostClient({
    url: 'https://cuelight.example/',
    getToken: () => 'a-token',
    clock,
    randomness: { id: countingIds(), fraction: () => 0.5 },
    async fetch(url, init = {}) {
      const { pathname } = new URL(String(url));
      const { signal } = init;
      const request: SeenRequest = {
        method: init.method ?? 'GET',
        path: pathname,
        headers: new Headers(init.headers),
        body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
        signal: signal ?? new AbortController().signal,
      };
      requests.push(request);
      const aborted = new Promise<never>((_, reject) => {
        signal?.addEventListener('abort', () => reject(new Error('aborted')));
      });
      return Promise.race([aborted, answering(request, requests.length)]);
    },
    ...options,
  });
  return { client, clock, requests };
}

function countingIds() {
  let made = 0;
  return () => {
    made += 1;
    return `made-key-${made}`;
  };
}

/** Answers of streams take some turns of the runtime's own. */
export async function atRest(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** The answer to what is asked, while time passes. */
export async function inTime<T>(clock: StandingClock, asked: Promise<T>, mostMs = 600_000): Promise<T> {
  let isThere = false;
  asked.then(
    () => {
      isThere = true;
    },
    () => {
      isThere = true;
    },
  );
  await atRest();
  for (let passedMs = 0; !isThere && passedMs < mostMs; passedMs += 100) await clock.advance(100);
  if (!isThere) throw new Error(`no answer in ${mostMs} ms`);
  return asked;
}

export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': `${type}; charset=utf-8`, ...headers },
  });
}

/** A job as the service answers a start. */
export function accepted(): Response {
  return json(202, { jobKey, state: 'Pending', repeated: false });
}

export function problem(status: number, code: string, headers: Record<string, string> = {}): Response {
  const title = 'It does not work.';
  return json(
    status,
    { type: `urn:cuelight:problem:${code}`, title, status, code, detail: `It was ${code}.`, remedy: `Mend ${code}.` },
    headers,
  );
}

export function html(status: number): Response {
  return new Response('<title>Bad gateway</title>', { status, headers: { 'content-type': 'text/html' } });
}

/** A stream of events, told by the test. */
export interface Telling {
  readonly response: Response;
  /** Whether the client has hung up. */
  isLeft(): boolean;
  /** Whether it has ended from this side. */
  isOver(): boolean;
  send(text: string): void;
  tell(name: string, data: object): void;
  /** The stream ends as if all were said. */
  end(): void;
  /** The connection breaks. */
  breakOff(): void;
}

export function aTelling(): Telling {
  let left = false;
  /** After its end nothing can be told any more: what is, is lost. */
  let isOver = false;
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const body = new ReadableStream<Uint8Array>({
    start(given) {
      controller = given;
    },
    cancel() {
      left = true;
    },
  });
  const send = (text: string) => {
    if (!left && !isOver) controller?.enqueue(new TextEncoder().encode(text));
  };
  const finish = (how: (open: ReadableStreamDefaultController<Uint8Array>) => void) => {
    if (controller !== undefined && !left && !isOver) how(controller);
    isOver = true;
  };
  return {
    response: new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } }),
    isLeft: () => left,
    isOver: () => isOver,
    send,
    tell: (name, data) => send(eventText(name, data)),
    end: () => finish((open) => open.close()),
    breakOff: () => finish((open) => open.error(new Error('the connection broke'))),
  };
}

export function eventText(name: string, data: object): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** A snapshot of the job. */
export function snapshot(state: string): [string, object] {
  return ['snapshot', { jobKey, state }];
}

/** A move of the job. */
export function move(from: string | null, state: string, more: object = {}): [string, object] {
  return ['lifecycle', { jobKey, from, state, via: 'webhook', inferred: false, ...more }];
}
