import { EventSourceParserStream } from 'eventsource-parser/stream';

/** A client of Cuelight's HTTP API, with one key. */
export interface Api {
  /** Calls a route and answers its JSON; a problem is thrown with its code, detail and remedy. */
  // biome-ignore lint/suspicious/noExplicitAny: the demo reads the few fields it shows
  call(method: string, path: string, body?: object): Promise<any>;
  /** Opens an event stream. */
  events(path: string): Promise<AsyncIterable<ServerSentEvent>>;
}

/** One server-sent event, its data parsed. */
export interface ServerSentEvent {
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: the demo reads the few fields it shows
  readonly data: any;
}

/** Makes a client for the service at `url`. */
export function createApi(url: string, key: string): Api {
  const request = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (response.ok) return response;
    const { code, detail, remedy } = (await response.json()) as Record<string, string>;
    throw new Error(`${method} ${path}: ${response.status} ${code}. ${detail} ${remedy}`);
  };

  return {
    async call(method, path, body) {
      return (await request(method, path, body)).json();
    },
    async events(path) {
      const { body } = await request('GET', path);
      if (body === null) throw new Error(`GET ${path} has no body`);
      return parsed(body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream()));
    },
  };
}

async function* parsed(stream: ReadableStream<{ event?: string | undefined; data: string }>) {
  for await (const { event = 'message', data } of stream) yield { name: event, data: JSON.parse(data) };
}
