import { allRoutes } from '../../src/routes/all-routes.js';
import type { CallOptions, Row } from '../world/client.js';
import { type Listener, listen } from '../world/listener.js';
import type { Place } from './search.js';

/** Calls to a service, with everything noted that it answers. */
export interface Notes {
  /** The address of the service, which is the origin of its pages. */
  readonly url: string;
  /** Every reply and every stream so far. */
  readonly replies: readonly Place[];
  /** The routes that did what they are for, as method and template. */
  readonly driven: ReadonlySet<string>;
  /** @param key none when empty */
  client(key: string, appId?: string): NotingClient;
  follow(path: string, key: string, appId: string): Promise<Listener>;
}

/** An answer as the drive reads it. */
export interface NotedAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: Row;
}

/** Calls the service, and notes what it answers. */
export interface NotingClient {
  call(method: string, path: string, options?: CallOptions): Promise<NotedAnswer>;
  get(path: string): Promise<NotedAnswer>;
  post(path: string, body?: unknown): Promise<NotedAnswer>;
  delete(path: string): Promise<NotedAnswer>;
}

/** Notes of what the service at an address answers. */
export function createNotes(url: string): Notes {
  const replies: Place[] = [];
  const driven = new Set<string>();

  return {
    url,
    replies,
    driven,
    client(key, appId) {
      const call: NotingClient['call'] = async (method, path, { body, headers = {} } = {}) => {
        const answer = await fetch(`${url}${path}`, {
          method,
          headers: {
            ...(key !== '' && { authorization: `Bearer ${key}` }),
            'content-type': 'application/json',
            ...headers,
          },
          ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        });
        const text = await answer.text();
        const name = routeOf(method, path);
        const bytes = Buffer.from(`${JSON.stringify([...answer.headers])}\n${text}`);
        replies.push({ kind: 'reply', name, ...(appId !== undefined && { appId }), bytes });
        if (answer.ok) driven.add(name);
        return {
          status: answer.status,
          headers: answer.headers,
          text,
          body: text.startsWith('{') ? JSON.parse(text) : {},
        };
      };
      return {
        call,
        get: (path) => call('GET', path),
        post: (path, body) => call('POST', path, { body }),
        delete: (path) => call('DELETE', path),
      };
    },
    async follow(path, key, appId) {
      const listener = await listen(url, path, key);
      const name = routeOf('GET', path);
      driven.add(name);
      replies.push({
        ...{ kind: 'reply', name, appId },
        // What will have been heard by the time it is looked at.
        get bytes() {
          return Buffer.from(JSON.stringify([listener.heard, listener.comments]));
        },
      });
      return listener;
    },
  };
}

/** A request as its route; of what is no route, the method alone. */
function routeOf(method: string, path: string): string {
  const isMatch = (template: string) =>
    new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(path.split('?')[0] ?? '');
  const route = allRoutes.find((each) => each.method === method && isMatch(each.path));
  return `${method} ${route?.path ?? ''}`;
}
