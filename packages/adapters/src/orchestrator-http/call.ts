import type { JsonObject } from '@cuelight/core';

/** One call of Orchestrator's API, with the words to speak of it when it fails. */
export interface Call {
  /** Completes "Orchestrator refused to ..."; holds no data of the call. */
  readonly purpose: string;
  /** What the user needs: a permission by its API name (UiPath Orchestrator API guide, "Permissions requests"). */
  readonly needs: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the Orchestrator's address, query included. */
  readonly path: string;
  readonly body?: JsonObject;
  /** Sent instead of a body in JSON, as `application/x-www-form-urlencoded`: what OAuth takes. */
  readonly form?: Readonly<Record<string, string>>;
  /** Whether it changes something, so that its outcome is open when no good answer comes. */
  readonly isWrite: boolean;
}
