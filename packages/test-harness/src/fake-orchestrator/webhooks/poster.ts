import { Agent, errors, request } from 'undici';

/** What came of one HTTP request to a subscriber. */
export type PostOutcome =
  | { readonly status: number }
  | { readonly status: null; readonly error: 'timeout' | 'connection' };

/** Sends bodies to subscribers. Redirects are not followed, and certificates are always verified. */
export interface Poster {
  post(url: string, body: Uint8Array, headers: Readonly<Record<string, string>>): Promise<PostOutcome>;
  /** Breaks off what is under way and closes all connections. */
  close(): Promise<void>;
}

const timeoutMs = 10_000;

/** A poster with connections of its own. */
export function createPoster(): Poster {
  const agent = new Agent({ connect: { timeout: timeoutMs }, headersTimeout: timeoutMs, bodyTimeout: timeoutMs });

  return {
    async post(url, body, headers) {
      try {
        const response = await request(url, { method: 'POST', body, headers, dispatcher: agent });
        await response.body.dump();
        return { status: response.statusCode };
      } catch (error) {
        return { status: null, error: isTimeout(error) ? 'timeout' : 'connection' };
      }
    },
    close: () => agent.destroy(),
  };
}

function isTimeout(error: unknown): boolean {
  return (
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError ||
    error instanceof errors.ConnectTimeoutError
  );
}
