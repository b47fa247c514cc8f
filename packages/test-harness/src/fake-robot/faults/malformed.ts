import { isJsonObject, type JsonObject, parseJson } from '../../fake-orchestrator/json.js';
import { robotJobStates, stateNumbers } from '../jobs/robot-job-state.js';

/**
 * Answers that the SDK does not expect, by what is wrong with them: no `Port`; no `JobId`, for which it invents another;
 * a `State` that is a word; a `Status` that is null; an `Error` that is a text; an `Output` that is null.
 */
export const malformations = [
  'missing-port',
  'missing-job-id',
  'string-state',
  'null-status',
  'string-error',
  'null-output',
] as const;

/** What can be wrong with an answer. */
export type Malformation = (typeof malformations)[number];

type Change = (body: JsonObject) => JsonObject;

const changes: Readonly<Record<Malformation, Change>> = {
  'missing-port': ({ Port: _port, ...rest }) => rest,
  'missing-job-id': inResponse(({ JobId: _jobId, ...rest }) => rest),
  'string-state': inResponse((status) => ({ ...status, State: nameOf(status.State) })),
  'null-status': inResponse((status) => ({ ...status, Status: null })),
  'string-error': inResponse((status) => ({ ...status, Error: 'The process ended with an exception.' })),
  'null-output': inResponse((status) => ({ ...status, Output: null })),
};

/** Spoils the body of an answer; a body without the member in question stays as it is. */
export function malformed(body: string, malformation: Malformation): string {
  const json = parseJson(body);
  return isJsonObject(json) ? JSON.stringify(changes[malformation](json)) : body;
}

function inResponse(change: Change): Change {
  return (body) => (isJsonObject(body.response) ? { ...body, response: change(body.response) } : body);
}

function nameOf(state: unknown): string {
  return robotJobStates.find((name) => stateNumbers[name] === state) ?? String(state);
}
