import type { Caller } from '../app/app.js';
import type { ConnectionTarget } from '../connection/connection.js';
import { type IdentityUrl, identityUrlRefusals, parseIdentityUrl } from '../connection/identity-url.js';
import {
  type OrchestratorUrl,
  orchestratorUrlRefusals,
  originOf,
  parseOrchestratorUrl,
} from '../connection/orchestrator-url.js';
import type { Failure } from '../failure/failure.js';
import type { CertificateAuthorities } from '../ports/certificate-authorities.js';
import type { ConnectionRepository } from '../ports/connection-repository.js';
import { fail, type Result, succeed } from '../result.js';

/** A target as somebody asks for it. */
export interface AskedTarget {
  readonly orchestratorUrl: string;
  readonly tenant: string;
  /** Where the identity server is; absent when it is where Orchestrator usually has it, on the same host. */
  readonly identityUrl?: string;
  /** Certificate authorities to trust for this connection beside the system's, PEM. */
  readonly caPem?: string;
}

/** What accepting a target needs. */
export interface AcceptTargetPorts {
  readonly connections: ConnectionRepository;
  readonly certificateAuthorities: CertificateAuthorities;
}

/**
 * Whether this caller may have a credential sent to this target, before anything is sent to it.
 *
 * @returns `orchestrator-url-refused`, `identity-url-refused`, `not-a-ca-certificate`, `origin-needs-admin`,
 *   `identity-needs-admin`; `storage-unavailable`
 */
export async function acceptTarget(
  { orchestratorUrl, tenant, identityUrl, caPem }: AskedTarget,
  caller: Caller,
  { connections, certificateAuthorities }: AcceptTargetPorts,
): Promise<Result<ConnectionTarget, Failure>> {
  const url = readOrchestratorUrl(orchestratorUrl);
  if (!url.ok) return url;
  const identity = identityUrl === undefined ? succeed(undefined) : readIdentityUrl(identityUrl);
  if (!identity.ok) return identity;
  if (caPem !== undefined) {
    const authorities = certificateAuthorities.check(caPem);
    if (!authorities.ok) return authorities;
  }
  if (caller.scope !== 'admin') {
    const origin = originOf(url.value);
    if (identity.value !== undefined && originOf(identity.value) !== origin) {
      return fail({
        code: 'identity-needs-admin',
        detail: `The identity server is not at ${origin}, where Orchestrator is.`,
      });
    }
    const isKnown = await connections.hasOrigin(origin);
    if (!isKnown.ok) return isKnown;
    if (!isKnown.value) {
      return fail({ code: 'origin-needs-admin', detail: `No connection has its Orchestrator at ${origin}.` });
    }
  }
  return succeed({
    orchestratorUrl: url.value,
    tenant,
    ...(identity.value !== undefined && { identityUrl: identity.value }),
    ...(caPem !== undefined && { caPem }),
  });
}

function readOrchestratorUrl(text: string): Result<OrchestratorUrl, Failure> {
  const parsed = parseOrchestratorUrl(text);
  if (parsed.ok) return parsed;
  const detail = `The Orchestrator URL ${orchestratorUrlRefusals[parsed.failure]}.`;
  return fail({ code: 'orchestrator-url-refused', detail });
}

function readIdentityUrl(text: string): Result<IdentityUrl, Failure> {
  const parsed = parseIdentityUrl(text);
  if (parsed.ok) return parsed;
  return fail({ code: 'identity-url-refused', detail: `The identity URL ${identityUrlRefusals[parsed.failure]}.` });
}
