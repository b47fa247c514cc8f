import type { IncomingHttpHeaders } from 'node:http';
import type { JsonValue } from '../json.js';

/** A request as the routes see it. */
export interface ApiRequest {
  readonly method: string;
  /** Without its query, percent-decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The parsed body; `undefined` when there is none, or when it is no JSON. */
  readonly body: JsonValue | undefined;
  /** The fields of a form, which is no body for the routes of Orchestrator; `undefined` when the request is no form. */
  readonly form: URLSearchParams | undefined;
}
