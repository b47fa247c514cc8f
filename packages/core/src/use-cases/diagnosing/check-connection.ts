import type { Caller } from '../../app/app.js';
import { type AccessPorts, checkingName } from '../../connection/access.js';
import type { Connection } from '../../connection/connection.js';
import type { ConnectionHealth } from '../../connection/connection-health.js';
import { isSameRef } from '../../credential/secret-ref.js';
import { checksFor, everyCheck } from '../../diagnosis/checks-for.js';
import { diagnose, type FoundCheck, type OnFinding } from '../../diagnosis/diagnose.js';
import type { Checked, LastDiagnoses } from '../../diagnosis/last-diagnoses.js';
import type { Symptom } from '../../diagnosis/questions/question.js';
import { signalOfDiagnosis } from '../../diagnosis/signal-of-diagnosis.js';
import type { Failure } from '../../failure/failure.js';
import type { FailureCode } from '../../failure/failures.js';
import type { ConnectionRepository } from '../../ports/connection-repository.js';
import type { Notices } from '../../ports/notices.js';
import type { ProcessReferenceRepository } from '../../ports/process-reference-repository.js';
import type { ProcessReference } from '../../process/process-reference.js';
import { fail, type Result, succeed } from '../../result.js';
import { type UsableConnection, usableConnection } from '../usable-connection.js';
import { createRunOnSubject } from './run-on-subject.js';
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
 * asks the same while it runs gets the same answer, and is told of what was found before.
 *
 * @param onFinding told of each check as it is answered
 * @returns `connection-not-found`, `connection-not-usable`, `connection-unreadable`, `process-not-found`,
 *   `storage-unavailable`
 */
export type CheckConnection = (
  connectionId: string,
  input: CheckInput,
  caller: Caller,
  onFinding?: OnFinding,
) => Promise<Result<Checked, Failure>>;

/** What checking a connection needs. */
export interface CheckConnectionPorts extends AskPorts, AccessPorts {
  readonly connections: ConnectionRepository;
  readonly processReferences: ProcessReferenceRepository;
  readonly health: ConnectionHealth;
  readonly notices: Notices;
  readonly lastDiagnoses: LastDiagnoses;
}

/** Makes the use case. */
export function createCheckConnection(ports: CheckConnectionPorts): CheckConnection {
  const { clock, connections, health, notices, lastDiagnoses } = ports;
  const running = new Map<string, Run>();
  const runOnSubject = createRunOnSubject(ports);

  /** Whether the connection is gone by now, or has another credential: then what was found is not true of it. */
  const isOutdated = async ({ id, credential }: Connection): Promise<boolean> => {
    const now = await connections.find(id);
    return now.ok && (now.value?.status !== 'verified' || !isSameRef(now.value.credential, credential));
  };

  const check = async (
    { connection, access: inUse }: UsableConnection,
    { symptom, processId, refusedWith }: CheckInput,
    reference: ProcessReference | undefined,
    onFinding: OnFinding,
  ): Promise<Result<Checked, Failure>> => {
    const connectionId = connection.id;
    // A session of its own, so that what is checked is a sign-in as of now.
    const access = { ...inUse, connectionId: checkingName(connectionId) };
    const subject = {
      access,
      connection,
      ...(reference !== undefined && { reference }),
      ...(refusedWith !== undefined && { refusedWith }),
    };
    const asked = symptom === undefined ? everyCheck : checksFor(symptom);
    const findings = await runOnSubject(asked, subject, (id, finding) => onFinding({ id, ...finding }));
    const diagnosis = diagnose(findings, asked);
    const checked: Checked = {
      connectionId,
      ...(processId !== undefined && { processId }),
      ...(symptom !== undefined && { symptom }),
      checkedAtMs: clock.nowMs(),
      diagnosis,
    };
    if (await isOutdated(connection)) return succeed(checked);
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
    const usable = await usableConnection(connectionId, ports);
    if (!usable.ok) return usable;
    // With another credential it is not the same that is asked.
    const { credentialVersion } = usable.value.access;
    const name = JSON.stringify([connectionId, credentialVersion, input.symptom, input.processId, input.refusedWith]);
    const run = running.get(name) ?? begin((tell) => check(usable.value, input, reference.value, tell));
    if (!running.has(name)) {
      running.set(name, run);
      void run.checked.finally(() => running.delete(name)).catch(() => {});
    }
    if (onFinding !== undefined) {
      for (const found of run.found) onFinding(found);
      run.listeners.add(onFinding);
    }
    return run.checked;
  };
}

/** A diagnosis that is under way. */
interface Run {
  readonly found: FoundCheck[];
  readonly listeners: Set<OnFinding>;
  readonly checked: Promise<Result<Checked, Failure>>;
}

function begin(check: (tell: OnFinding) => Run['checked']): Run {
  const found: FoundCheck[] = [];
  const listeners = new Set<OnFinding>();
  const checked = check((one) => {
    found.push(one);
    for (const listener of listeners) listener(one);
  });
  return { found, listeners, checked };
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
