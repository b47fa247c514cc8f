import type { Stop, StopReason } from '@cuelight/core';
import { EgressRefusedError } from '../egress/index.js';
import {
  addressFaults,
  type BrokenExchange,
  CertificateError,
  callCancelledCode,
  callTimeoutCode,
  codeOf,
} from '../network/index.js';
import type { Stage } from './approach.js';
import { isAlert } from './is-alert.js';

/** Why a look ended, when it was at that step. Only codes are told, never a text. */
export function stopOf({ phase, error }: BrokenExchange, stage: Stage): Stop {
  if (error instanceof EgressRefusedError) {
    return { why: 'egress-refused', detail: addressFaults[error.addressClass] };
  }
  const code = codeOf(error);
  if (code === callCancelledCode) return { why: 'failed', code };
  if (code === callTimeoutCode || code === 'UND_ERR_CONNECT_TIMEOUT') {
    return { why: phase === 'reading' ? 'reply-cut' : silences[stage] };
  }
  if (error instanceof CertificateError) return { why: 'certificate-refused', code };
  // Since TLS 1.3, a server may refuse after the client takes the handshake for done: when it misses a certificate.
  if (isAlert(code)) return { why: 'tls-refused', code };
  return { why: stage === 'http' ? httpReason(code, phase) : reasonAt(stage, code), code };
}

/** What it is called that nothing happened in time. */
const silences: Readonly<Record<Stage, StopReason>> = {
  name: 'name-server-silent',
  connection: 'no-answer',
  tls: 'tls-silent',
  http: 'http-silent',
};

function reasonAt(stage: 'name' | 'connection' | 'tls', code: string): StopReason {
  const known = reasons[stage][code];
  if (known !== undefined) return known;
  // Whatever else OpenSSL finds: no version, cipher or parameter that both sides accept.
  return stage === 'tls' && code.startsWith('ERR_SSL_') ? 'tls-refused' : 'failed';
}

const reasons: Readonly<Record<'name' | 'connection' | 'tls', Readonly<Record<string, StopReason>>>> = {
  // Source: getaddrinfo(3), whose codes libuv takes over.
  name: {
    ENOTFOUND: 'name-unknown',
    EAI_NODATA: 'name-unknown',
    ENODATA: 'name-unknown',
    EAI_AGAIN: 'name-server-silent',
    EAI_FAIL: 'name-server-silent',
    ESERVFAIL: 'name-server-silent',
    ETIMEOUT: 'name-server-silent',
  },
  // Source: connect(2).
  connection: {
    ECONNREFUSED: 'port-closed',
    ETIMEDOUT: 'no-answer',
    EHOSTUNREACH: 'no-route',
    ENETUNREACH: 'no-route',
    EHOSTDOWN: 'no-route',
    ENETDOWN: 'no-route',
    EADDRNOTAVAIL: 'no-route',
    EAFNOSUPPORT: 'no-route',
    ECONNRESET: 'connection-cut',
    ECONNABORTED: 'connection-cut',
    EPIPE: 'connection-cut',
  },
  tls: {
    EPROTO: 'not-tls',
    ERR_SSL_WRONG_VERSION_NUMBER: 'not-tls',
    // The same for the OpenSSL 3.2 and later of other Node versions.
    ERR_SSL_PACKET_LENGTH_TOO_LONG: 'not-tls',
    ERR_SSL_RECORD_LAYER_FAILURE: 'not-tls',
    ECONNRESET: 'tls-cut',
    ECONNABORTED: 'tls-cut',
    EPIPE: 'tls-cut',
    ETIMEDOUT: 'tls-silent',
    ERR_SSL_UNEXPECTED_EOF_WHILE_READING: 'tls-cut',
  },
};

function httpReason(code: string, phase: BrokenExchange['phase']): StopReason {
  if (/^(?:HPE_|HTTPParserError$|UND_ERR_HEADERS_OVERFLOW$)/.test(code)) return 'not-http';
  if (code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE') return 'reply-too-long';
  return phase === 'reading' ? 'reply-cut' : 'http-cut';
}
