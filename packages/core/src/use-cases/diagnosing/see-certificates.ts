import type { Caller } from '../../app/app.js';
import { wordsFor } from '../../diagnosis/finding.js';
import { lookMs } from '../../diagnosis/questions/question.js';
import { readSighting, type SeenCheck } from '../../diagnosis/read-sighting.js';
import type { Failure } from '../../failure/failure.js';
import type { OrchestratorProbe, PresentedCertificate, Stop } from '../../ports/orchestrator-probe.js';
import { fail, type Result, succeed } from '../../result.js';
import { type AcceptTargetPorts, acceptTarget } from '../accept-target.js';

/** The certificates that a server presents. That it presents them proves nothing. */
export interface PresentedChain {
  /** Whether they are trusted now, without any authority beside the usual ones. */
  readonly isTrusted: boolean;
  /** The server's own first. */
  readonly certificates: readonly PresentedCertificate[];
}

/**
 * Sees which certificates a server presents, trusted or not. Nothing is sent over the connection.
 *
 * @returns what {@link acceptTarget} refuses, also for an address without TLS; `egress-refused`, `orchestrator-timeout`,
 *   `orchestrator-unreachable`
 */
export type SeeCertificates = (
  asked: { readonly orchestratorUrl: string },
  caller: Caller,
) => Promise<Result<PresentedChain, Failure>>;

/** Makes the use case. */
export function createSeeCertificates(
  ports: AcceptTargetPorts & { readonly probe: Pick<OrchestratorProbe, 'handshake'> },
): SeeCertificates {
  return async ({ orchestratorUrl }, caller) => {
    const target = await acceptTarget({ orchestratorUrl, tenant: '' }, caller, ports);
    if (!target.ok) return target;
    const url = target.value.orchestratorUrl;
    if (new URL(url).protocol === 'http:') return fail(withoutTls);
    const shown = await ports.probe.handshake(url, { withinMs: lookMs });
    const { stop, presented } = shown;
    if (presented.length > 0) return succeed({ isTrusted: stop === undefined, certificates: presented });
    const seen = readSighting(url, shown);
    const wrong = steps.map((id) => seen[id]).find(({ verdict }) => verdict === 'fail');
    return fail({
      code: stop === undefined ? 'orchestrator-unreachable' : codeOf(stop),
      detail: wrong === undefined ? `${url} presents no certificate.` : wordsFor(wrong.cause, wrong.evidence),
    });
  };
}

const withoutTls: Failure = {
  code: 'orchestrator-url-refused',
  detail: 'The Orchestrator URL begins with http: without TLS no certificate is presented.',
};

/** The steps of a handshake, in their order. */
const steps: readonly SeenCheck[] = [
  'name-resolves',
  'address-allowed',
  'host-reached',
  'port-open',
  'tls-spoken',
  'http-answers',
];

function codeOf({ why }: Stop): Failure['code'] {
  if (why === 'egress-refused') return why;
  return why === 'name-server-silent' || why === 'no-answer' || why === 'tls-silent'
    ? 'orchestrator-timeout'
    : 'orchestrator-unreachable';
}
