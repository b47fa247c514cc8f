import type { Caller } from '../../app/app.js';
import { diagnose, type OnFinding } from '../../diagnosis/diagnose.js';
import type { Diagnosis } from '../../diagnosis/diagnosis.js';
import { type CheckId, questions } from '../../diagnosis/questions/questions.js';
import { runChecks } from '../../diagnosis/run-checks.js';
import type { Failure } from '../../failure/failure.js';
import { fail, type Result, succeed } from '../../result.js';
import { type AcceptTargetPorts, acceptTarget } from '../accept-target.js';
import { makeAsks } from './make-asks.js';
import type { AskPorts } from './subject.js';

/**
 * Checks an address before there is a connection, and without a credential: the way, the certificates, and whether an
 * Orchestrator answers.
 *
 * @param onFinding told of each check as it is answered
 * @returns what {@link acceptTarget} refuses
 */
export type CheckAddress = (
  asked: { readonly orchestratorUrl: string; readonly caPem?: string },
  caller: Caller,
  onFinding?: OnFinding,
) => Promise<Result<Diagnosis, Failure>>;

/** What needs no credential. */
const openChecks: readonly CheckId[] = questions
  .filter(({ group }) => group === 'way' || group === 'trust' || group === 'orchestrator')
  .map(({ id }) => id);

/** How long all of them may take together. */
const checkWithinMs = 15_000;

/** Makes the use case. */
export function createCheckAddress(ports: AskPorts & AcceptTargetPorts): CheckAddress {
  return async (asked, caller, onFinding) => {
    const target = await acceptTarget({ ...asked, tenant: '' }, caller, ports);
    if (!target.ok) return target;
    const access = {
      connectionId: 'address',
      target: target.value,
      credentialVersion: 'none',
      credential: async () => fail(noCredential),
    };
    const findings = await runChecks(openChecks, makeAsks({ access }, ports), {
      clock: ports.clock,
      withinMs: checkWithinMs,
      ...(onFinding !== undefined && { onFinding: (id, finding) => onFinding({ id, ...finding }) }),
    });
    return succeed(diagnose(findings, openChecks));
  };
}

const noCredential: Failure = { code: 'secret-missing', detail: 'An address is checked without a credential.' };
