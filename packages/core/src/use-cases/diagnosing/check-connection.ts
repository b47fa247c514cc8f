import type { Caller } from '../../app/app.js';
import { type AccessPorts, accessOf, checkingName } from '../../connection/access.js';
import type { ConnectionHealth } from '../../connection/connection-health.js';
import { checksFor, everyCheck } from '../../diagnosis/checks-for.js';
import { diagnose, type FoundCheck } from '../../diagnosis/diagnose.js';
import type { Checked, LastDiagnoses } from '../../diagnosis/last-diagnoses.js';
import type { Symptom } from '../../diagnosis/questions.js';
import { runChecks } from '../../diagnosis/run-checks.js';
import { signalOfDiagnosis } from '../../diagnosis/signal-of-diagnosis.js';
import type { Failure } from '../../failure/failure.js';
import type { FailureCode } from '../../failure/failures.js';
import type { ConnectionRepository } from '../../ports/connection-repository.js';
import type { Notices } from '../../ports/notices.js';
import type { ProcessReferenceRepository } from '../../ports/process-reference-repository.js';
import type { ProcessReference } from '../../process/process-reference.js';
import { fail, type Result, succeed } from '../../result.js';
import { usableConnection } from '../usable-connection.js';
import { makeAsks } from './make-asks.js';
import type { AskPorts } from './subject.js';

/** What is to be looked into. */
export interface CheckInput {
  /** What somebody complains of; every question is asked when it is absent. */
  readonly symptom?: Symptom;
  /** A process reference of the connection, to be looked at as well. */
  readonly processId?: string;
  /** With what a start was refused just now, if one was. */
  readonly refusedWith?: FailureCode;
}

/**
 * Diagnoses a connection as it is now, in less than 20 s. Changes nothing; only a ping is sent through its webhook. Whoever
 * asks the same while it runs gets the same answer.
 *
 * @param onFinding told of each check as it is answered
 * @returns `connection-not-found`, `connection-not-usable`, `connection-unreadable`, `process-not-found`,
 *   `storage-unavailable`
 */
export type CheckConnection = (
  connectionId: string,
  input: CheckInput,
  caller: Caller,
  onFinding?: (check: FoundCheck) => void,
) => Promise<Result<Checked, Failure>>;

/** What checking a connection needs. */
export interface CheckConnectionPorts extends AskPorts, AccessPorts {
  readonly connections: ConnectionRepository;
  readonly processReferences: ProcessReferenceRepository;
  readonly health: ConnectionHealth;
  readonly notices: Notices;
  readonly lastDiagnoses: LastDiagnoses;
}

/** How long all checks may take together. */
const checkWithinMs = 18_000;

/** Makes the use case. */
export function createCheckConnection(ports: CheckConnectionPorts): CheckConnection {
  const { clock, sessions, health, notices, lastDiagnoses } = ports;
  const running = new Map<string, Promise<Result<Checked, Failure>>>();

  const check = async (
    connectionId: string,
    { symptom, processId, refusedWith }: CheckInput,
    reference: ProcessReference | undefined,
    onFinding: ((check: FoundCheck) => void) | undefined,
  ): Promise<Result<Checked, Failure>> => {
    const found = await usableConnection(connectionId, ports);
    if (!found.ok) return found;
    const { connection } = found.value;
    const stored = accessOf(connection, ports);
    if (!stored.ok) return stored;
    // A session of its own, so that what is checked is a sign-in as of now. It is kept when that is refused: then nobody
    // locks the user by asking again and again.
    const access = { ...stored.value, connectionId: checkingName(connectionId) };
    const subject = {
      access,
      connection,
      ...(reference !== undefined && { reference }),
      ...(refusedWith !== undefined && { refusedWith }),
    };
    const asked = symptom === undefined ? everyCheck : checksFor(symptom);
    const findings = await runChecks(asked, makeAsks(subject, ports), {
      clock,
      withinMs: checkWithinMs,
      ...(onFinding !== undefined && { onFinding: (id, finding) => onFinding({ id, ...finding }) }),
    });
    if (findings.get('credentials-accepted')?.verdict === 'pass') void sessions.forget(access.connectionId);
    const diagnosis = diagnose(findings, asked);
    const checked: Checked = {
      connectionId,
      ...(processId !== undefined && { processId }),
      ...(symptom !== undefined && { symptom }),
      checkedAtMs: clock.nowMs(),
      diagnosis,
    };
    const signal = signalOfDiagnosis(diagnosis);
    if (signal !== undefined) health.signal(connectionId, signal);
    lastDiagnoses.keep(checked);
    const { verdict, rootCause } = diagnosis;
    notices.notice({
      kind: 'connection-checked',
      connectionId,
      verdict,
      ...(rootCause !== undefined && { rootCause }),
    });
    return succeed(checked);
  };

  return async (connectionId, input, caller, onFinding) => {
    const reference = await referenceOf(connectionId, input.processId, caller, ports.processReferences);
    if (!reference.ok) return reference;
    if (onFinding !== undefined) return check(connectionId, input, reference.value, onFinding);
    const name = JSON.stringify([connectionId, input.symptom, input.processId]);
    const run =
      running.get(name) ?? check(connectionId, input, reference.value, undefined).finally(() => running.delete(name));
    running.set(name, run);
    return run;
  };
}

/** A reference of a foreign app, or of another connection, is answered as if there were none. */
async function referenceOf(
  connectionId: string,
  processId: string | undefined,
  caller: Caller,
  processReferences: ProcessReferenceRepository,
): Promise<Result<ProcessReference | undefined, Failure>> {
  if (processId === undefined) return succeed(undefined);
  const found = await processReferences.find(processId);
  if (!found.ok) return found;
  const isForeign = caller.scope !== 'admin' && found.value?.appId !== caller.appId;
  return found.value === undefined || isForeign || found.value.connectionId !== connectionId
    ? fail({
        code: 'process-not-found',
        detail: `There is no process reference ${processId} on connection ${connectionId}.`,
      })
    : succeed(found.value);
}
