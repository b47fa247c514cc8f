import { rootCertificates } from 'node:tls';
import { Agent, errors, request } from 'undici';

/** What came of one HTTP request to a subscriber. */
export type PostOutcome =
  | { readonly status: number }
  | { readonly status: null; readonly error: 'timeout' | 'connection' };

/** A subscriber as far as sending to it goes. */
export interface PostTarget {
  readonly url: string;
  /** Whether its certificate is left unverified. */
  readonly allowInsecureSsl: boolean;
}

/** Sends bodies to subscribers. Redirects are not followed. */
export interface Poster {
  post(target: PostTarget, body: Uint8Array, headers: Readonly<Record<string, string>>): Promise<PostOutcome>;
  /** Breaks off what is under way and closes all connections. */
  close(): Promise<void>;
}

const timeoutMs = 10_000;

/**
 * A poster with connections of its own.
 * @param moreCas certificates of CAs, as PEM, that are trusted beside those that Node brings along
 */
export function createPoster(moreCas: readonly string[] = []): Poster {
  const agentThat = (trust: object): Agent =>
    new Agent({ connect: { timeout: timeoutMs, ...trust }, headersTimeout: timeoutMs, bodyTimeout: timeoutMs });
  const verifying = agentThat(moreCas.length === 0 ? {} : { ca: [...rootCertificates, ...moreCas] });
  const trusting = agentThat({ rejectUnauthorized: false });

  return {
    async post({ url, allowInsecureSsl }, body, headers) {
      const dispatcher = allowInsecureSsl ? trusting : verifying;
      try {
        const response = await request(url, { method: 'POST', body, headers, dispatcher });
        await response.body.dump();
        return { status: response.statusCode };
      } catch (error) {
        return { status: null, error: isTimeout(error) ? 'timeout' : 'connection' };
      }
    },
    async close() {
      await Promise.all([verifying.destroy(), trusting.destroy()]);
    },
  };
}

function isTimeout(error: unknown): boolean {
  return (
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError ||
    error instanceof errors.ConnectTimeoutError
  );
}
