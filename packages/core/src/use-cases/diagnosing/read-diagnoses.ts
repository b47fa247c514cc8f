import type { Caller } from '../../app/app.js';
import type { Checked, LastDiagnoses } from '../../diagnosis/last-diagnoses.js';
import type { Failure } from '../../failure/failure.js';
import type { ConnectionRepository } from '../../ports/connection-repository.js';
import type { ProcessReferenceRepository } from '../../ports/process-reference-repository.js';
import { fail, type Result, succeed } from '../../result.js';
import { knownConnection } from '../known-connection.js';

/** Reading what was diagnosed last, by whatever gave the occasion. */
export interface ReadDiagnoses {
  /**
   * The last diagnosis of a connection, or of one of its processes.
   *
   * @returns `connection-not-found`, `connection-unreadable`, `not-diagnosed`, `storage-unavailable`
   */
  last(connectionId: string, processId: string | undefined, caller: Caller): Promise<Result<Checked, Failure>>;
  /** All there are, those made last at the end. */
  all(): readonly Checked[];
}

/** Makes the use case. */
export function createReadDiagnoses({
  connections,
  processReferences,
  lastDiagnoses,
}: {
  readonly connections: ConnectionRepository;
  readonly processReferences: ProcessReferenceRepository;
  readonly lastDiagnoses: LastDiagnoses;
}): ReadDiagnoses {
  /** A foreign app's process is answered as if it had no diagnosis. */
  const isForeign = async (processId: string, caller: Caller): Promise<Result<boolean, Failure>> => {
    if (caller.scope === 'admin') return succeed(false);
    const reference = await processReferences.find(processId);
    return reference.ok ? succeed(reference.value?.appId !== caller.appId) : reference;
  };

  return {
    async last(connectionId, processId, caller) {
      const connection = await knownConnection(connectionId, connections);
      if (!connection.ok) return connection;
      const foreign = processId === undefined ? succeed(false) : await isForeign(processId, caller);
      if (!foreign.ok) return foreign;
      const checked = foreign.value ? undefined : lastDiagnoses.find(connectionId, processId);
      if (checked !== undefined) return succeed(checked);
      const what = processId === undefined ? `Connection ${connectionId}` : `Process reference ${processId}`;
      return fail({ code: 'not-diagnosed', detail: `${what} was not diagnosed since this service started.` });
    },
    all: () => lastDiagnoses.all(),
  };
}
