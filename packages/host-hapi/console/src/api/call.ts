import type { Described, Problem } from './described.js';
import { readLive } from './read-live.js';

/** A route of the service, by method and path. */
export type RouteName = keyof Described;

/** What a route answers when all is well. */
export type Answer<R extends RouteName> = Described[R]['answer'];

/** What a route tells on the way to its answer. */
export type CheckOf<R extends RouteName> = Described[R] extends { readonly events: { readonly check: infer C } }
  ? C
  : never;

/**
 * Why there is no answer: a refusal of the service, nobody there, a line that broke before the answer was told, or something that
 * is not the service; `here`, something on this computer did not do it; `unloaded`, a part of the page itself did not come.
 */
export type Failed =
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'offline' }
  | { readonly kind: 'broken' }
  | { readonly kind: 'strange'; readonly status: number }
  | { readonly kind: 'unloaded' }
  | { readonly kind: 'here'; readonly title: string; readonly detail: string; readonly remedy: string };

/** An answer, or why there is none. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failed: Failed };

/** What a call may be given. */
export interface Given<R extends RouteName> {
  readonly params?: Described[R]['params'];
  readonly query?: Described[R]['query'];
  readonly body?: Described[R]['body'];
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
  /** Hears of each check as it is answered. */
  readonly onCheck?: (check: CheckOf<R>) => void;
}

/** Calls a route of the service, in the name of whoever is signed in. */
export type Call = <R extends RouteName>(route: R, given?: Given<R>) => Promise<Outcome<Answer<R>>>;

/** No diagnosis takes longer, be it after another change that is under way. */
const liveWithinMs = 120_000;

/** Makes calls. @param onSessionEnded is told when the service no longer knows who is signed in */
export function createCall(onSessionEnded: () => void): Call {
  return async (route, { params = {}, query = {}, body, idempotencyKey, signal, onCheck } = {}) => {
    const [method = '', path = ''] = route.split(' ');
    const limit = signal ?? (onCheck && AbortSignal.timeout(liveWithinMs));
    let response: Response;
    try {
      response = await fetch(addressOf(path, params, query), {
        method,
        headers: {
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(onCheck !== undefined && { accept: 'application/json, text/event-stream' }),
          ...(idempotencyKey !== undefined && { 'idempotency-key': idempotencyKey }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        ...(limit !== undefined && { signal: limit }),
      });
    } catch {
      return { ok: false, failed: { kind: 'offline' } };
    }
    const isLive = onCheck !== undefined && response.headers.get('content-type')?.startsWith('text/event-stream');
    const answered =
      isLive && response.body !== null
        ? await readLive(response.body, (check) => onCheck(check as CheckOf<typeof route>))
        : { status: response.status, body: response.status === 204 ? undefined : await jsonOf(response) };
    if (answered === undefined) return { ok: false, failed: { kind: 'broken' } };
    const { status, body: read } = answered;
    if (status >= 200 && status < 300) return { ok: true, value: read as Answer<typeof route> };
    if (!isProblem(read)) return { ok: false, failed: { kind: 'strange', status } };
    if (status === 401 && route !== 'POST /v1/session') onSessionEnded();
    return { ok: false, failed: { kind: 'refused', problem: read } };
  };
}

function addressOf(path: string, params: object, query: object): string {
  const values = new Map<string, unknown>(Object.entries(params));
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values.get(name))));
  const asked = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  );
  return asked.size === 0 ? filled : `${filled}?${asked}`;
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

function isProblem(read: unknown): read is Problem {
  return typeof read === 'object' && read !== null && 'code' in read && 'detail' in read && 'remedy' in read;
}
