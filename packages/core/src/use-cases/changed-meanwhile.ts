import type { Failure } from '../failure/failure.js';

/** The failure of a change to a connection that is not any more what the change was meant for. */
export function changedMeanwhile(connectionId: string): Failure {
  return { code: 'changed-meanwhile', detail: `The connection ${connectionId} has changed.` };
}
