import { NoToken } from './token-credential.js';

/** Why a call of a vault came to nothing. Only words of a fixed form are taken from what the vault or the SDK said. */
export interface VaultRefusal {
  /** What stood in the way: the vault's answer, the way to it, the time, the token; or the answer made no sense. */
  readonly kind: 'answer' | 'network' | 'time' | 'token' | 'nonsense';
  /** Of an answer. */
  readonly status?: number;
  /**
   * The innermost code of an answer, such as `SecretDisabled` where the outer says `Forbidden`; or that of a network error,
   * such as `ECONNREFUSED`. Empty when there is none.
   */
  readonly reason: string;
  /** How long the vault asks to wait, in milliseconds. */
  readonly retryAfterMs?: number;
}

/** Reads what the SDK threw. */
export function refusalOf(thrown: unknown): VaultRefusal {
  if (thrown instanceof NoToken) return { kind: 'token', reason: '' };
  if (!(thrown instanceof Error)) return { kind: 'nonsense', reason: '' };
  if (thrown.name === 'AbortError' || thrown.name === 'TimeoutError') return { kind: 'time', reason: '' };
  const error: SdkError = thrown;
  if (typeof error.statusCode === 'number' && error.statusCode >= 400) {
    const retryAfterMs = retryAfterMsOf(error);
    const reason = wordOf(error.details?.error?.innerError?.code) || wordOf(error.code);
    return { kind: 'answer', status: error.statusCode, reason, ...(retryAfterMs !== undefined && { retryAfterMs }) };
  }
  if (error.name !== 'RestError' || error.statusCode !== undefined) return { kind: 'nonsense', reason: '' };
  return { kind: 'network', reason: wordOf(error.code) };
}

/**
 * Whether the vault itself says that it has no such thing. Another 404, such as that of a proxy or of a wrong address, says
 * nothing about it.
 */
export function isNotFound({ status, reason }: VaultRefusal): boolean {
  return status === 404 && (reason === 'SecretNotFound' || reason === 'KeyNotFound');
}

/** What is read of an error of the SDK, which is a `RestError` of `@azure/core-rest-pipeline`. */
interface SdkError extends Error {
  readonly statusCode?: unknown;
  readonly code?: unknown;
  readonly details?: { readonly error?: { readonly innerError?: { readonly code?: unknown } } };
  readonly response?: { readonly headers?: { get(name: string): string | undefined } };
}

/** Whoever is told to wait longer is not believed. */
const longestWaitMs = 3_600_000;

/** Key Vault names seconds. Source: Azure Key Vault throttling guidance; RFC 9110 section 10.2.3. */
function retryAfterMsOf({ response }: SdkError): number | undefined {
  const text = response?.headers?.get('retry-after')?.trim() ?? '';
  return /^\d{1,9}$/.test(text) ? Math.min(Number(text) * 1_000, longestWaitMs) : undefined;
}

function wordOf(code: unknown): string {
  return typeof code === 'string' && /^\w{1,64}$/.test(code) ? code : '';
}
