import type { Failure } from '@cuelight/core';
import { type AddressClass, EgressRefusedError } from '../egress/index.js';
import {
  addressFaults,
  type BrokenExchange,
  CertificateError,
  callCancelledCode,
  callTimeoutCode,
  codeOf,
} from '../network/index.js';
import { cancelled } from './cancelled.js';
import { certificateFailure } from './certificate-failure.js';

/**
 * What a broken exchange means for the caller. Only the error's code is used: the messages of network errors may quote
 * what the other side sent.
 *
 * @param origin scheme, host and port that were called
 */
export function networkFailure({ phase, error }: BrokenExchange, origin: string): Failure {
  if (error instanceof EgressRefusedError) return egressRefused(error.addressClass, origin);
  const code = codeOf(error);
  if (code === callCancelledCode) return cancelled(origin);
  const chain = error instanceof CertificateError ? error.chain : [];
  const untrusted = phase === 'before' ? certificateFailure(origin, code, chain) : undefined;
  if (untrusted !== undefined) return untrusted;
  const slow = phase === 'before' && code === callTimeoutCode ? 'left no connection free in time' : timeouts[code];
  if (slow !== undefined) return { code: 'orchestrator-timeout', detail: `${origin} ${slow}.` };
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return unusable(origin, 'is longer than this service accepts');
  if (/^(?:HPE_|HTTPParserError$|UND_ERR_HEADERS_OVERFLOW$)/.test(code))
    return unusable(origin, `is not HTTP (${code})`);
  if (phase === 'reading') return unusable(origin, `broke off (${code})`);
  const why = phase === 'waiting' ? 'the connection was closed before an answer came' : (reasons[code] ?? 'it failed');
  return { code: 'orchestrator-unreachable', detail: `No connection to ${origin}: ${why} (${code}).` };
}

const timeouts: Readonly<Record<string, string>> = {
  UND_ERR_CONNECT_TIMEOUT: 'did not accept the connection in time',
  ETIMEDOUT: 'did not accept the connection in time',
  UND_ERR_HEADERS_TIMEOUT: 'accepted the request, but did not begin to answer in time',
  UND_ERR_BODY_TIMEOUT: 'stopped in the middle of its answer',
  [callTimeoutCode]: 'did not finish its answer in time',
};

const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: 'the name does not resolve',
  EAI_AGAIN: 'the name server does not answer',
  ECONNREFUSED: 'nothing listens on that port',
  ECONNRESET: 'the connection was closed while it was being made',
  EHOSTUNREACH: 'there is no way to that host',
  ENETUNREACH: 'there is no way to that network',
  EPROTO: 'it does not speak TLS on that port, or no version of TLS known here',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS on that port',
  UND_ERR_CLOSED: 'this connection is being closed',
  UND_ERR_DESTROYED: 'this connection is being closed',
};

function egressRefused(found: AddressClass, origin: string): Failure {
  const why = addressFaults[found];
  return { code: 'egress-refused', detail: `${new URL(origin).host} is not called: its address ${why}.` };
}

function unusable(origin: string, why: string): Failure {
  return { code: 'orchestrator-reply-unusable', detail: `The answer of ${origin} ${why}.` };
}
