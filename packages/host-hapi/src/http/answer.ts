/** What a route answers when all is well. */
export type Answer =
  | { readonly kind: 'json'; readonly status: number; readonly body: object; readonly setCookies?: readonly string[] }
  | { readonly kind: 'text'; readonly status: number; readonly type: string; readonly text: string }
  | { readonly kind: 'empty'; readonly setCookies?: readonly string[] }
  | { readonly kind: 'events'; readonly events: ToldEvents };

/** Events for one listener, in order; `close` ends them from the listener's side. */
export interface ToldEvents {
  next(): Promise<IteratorResult<ToldEvent>>;
  close(): void;
}

/** One server-sent event. */
export interface ToldEvent {
  readonly name: string;
  readonly data: object;
}

/** A JSON answer. */
export function json(status: number, body: object): Answer {
  return { kind: 'json', status, body };
}

/** A text that is sent as it is. @param type its media type */
export function text(status: number, type: string, body: string): Answer {
  return { kind: 'text', status, type, text: body };
}

/** An answer without a body: 204. */
export const empty: Answer = { kind: 'empty' };
