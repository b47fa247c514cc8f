import { connect, isIP } from 'node:net';
import { rootCertificates, connect as tlsConnect } from 'node:tls';

/** What is seen of a host. Source: UiPath swagger 2019.10 and 2020.10, HostAvailabilityDto. */
export interface HostAvailability {
  /** Whether a TCP connection could be made. */
  readonly canConnect: boolean;
  /** Whether TLS failed: the certificate, or the protocol. */
  readonly hasBadSsl: boolean;
  /** Why no TCP connection could be made. */
  readonly connectionError: string | null;
}

const timeoutMs = 10_000;

/**
 * Really connects to the host of an http or https URL, and shakes hands with https; sends no request.
 * @param stopped when it aborts, the attempt is given up
 * @param moreCas certificates of CAs, as PEM, that are trusted beside those that Node brings along
 */
export function verifyHost(url: URL, stopped: AbortSignal, moreCas: readonly string[] = []): Promise<HostAvailability> {
  const isTls = url.protocol === 'https:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port === '' ? (isTls ? 443 : 80) : url.port);
  const trust = moreCas.length === 0 ? {} : { ca: [...rootCertificates, ...moreCas] };
  const naming = isIP(host) === 0 ? { servername: host } : {};

  return new Promise((resolve) => {
    const socket = isTls ? tlsConnect({ host, port, ...naming, ...trust }) : connect({ host, port });
    let canConnect = false;
    const giveUp = (): void => end('OperationAborted');
    const timer = setTimeout(() => end('TimedOut'), timeoutMs);
    function end(error: string | null): void {
      clearTimeout(timer);
      stopped.removeEventListener('abort', giveUp);
      socket.destroy();
      resolve({
        canConnect,
        hasBadSsl: canConnect && error !== null,
        connectionError: canConnect ? null : error,
      });
    }
    stopped.addEventListener('abort', giveUp, { once: true });
    socket.once('connect', () => {
      canConnect = true;
      if (!isTls) end(null);
    });
    socket.once('secureConnect', () => end(null));
    // A second error of the same socket has nobody else to take it.
    socket.on('error', (error: NodeJS.ErrnoException) => end(errors[error.code ?? ''] ?? 'SocketError'));
    socket.once('close', () => end('ConnectionReset'));
  });
}

/** By the names of .NET's SocketError (assumed). */
const errors: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'ConnectionRefused',
  ECONNRESET: 'ConnectionReset',
  EHOSTUNREACH: 'HostUnreachable',
  ENETUNREACH: 'NetworkUnreachable',
  ENOTFOUND: 'HostNotFound',
  EAI_AGAIN: 'TryAgain',
  ETIMEDOUT: 'TimedOut',
};
