import type { ApiKey, Caller } from '../app/app.js';
import { readToken, type TokenClaims, writeToken } from '../app/token-text.js';
import { Secret } from '../credential/secret.js';
import type { Failure } from '../failure/failure.js';
import type { ApiKeyRepository, AppRepository } from '../ports/app-repository.js';
import type { Clock } from '../ports/clock.js';
import type { KeyedHash } from '../ports/keyed-hash.js';
import type { ProcessReferenceRepository } from '../ports/process-reference-repository.js';
import type { ServiceSecrets } from '../ports/service-secrets.js';
import { fail, type Result, succeed } from '../result.js';
import { ownApp } from './own-app.js';

/**
 * Short-lived tokens for the web pages of an app. They are kept nowhere: a token is signed, and ends with its time, with the
 * key that it was made with, and with its app.
 */
export interface AppTokens {
  /**
   * Makes a token of the app, for a caller with a key. Failures: `app-not-found` (for a foreign app too),
   * `process-not-found` (for a foreign process too), `storage-unavailable`, `secret-*`.
   */
  make(appId: string, input: TokenInput, caller: Caller): Promise<Result<NewToken, Failure>>;
  /** Whose token this is; undefined when it is nobody's, altered, or at its end. */
  callerOf(tokenText: Secret): Promise<Result<Caller | undefined, Failure>>;
}

/** What a token is to be. */
export interface TokenInput {
  /** The process references that it is held to; absent for all of the app, also those that are still to come. */
  readonly processIds?: readonly string[];
  /** From 1 to {@link longestTokenS}. */
  readonly ttlS: number;
}

/** A token that was just made. */
export interface NewToken {
  readonly text: Secret;
  /** When it ends, in milliseconds since 1970. */
  readonly untilMs: number;
}

/** How long a token may live, in seconds. */
export const longestTokenS = 900;

/** What tokens need. */
export interface AppTokenPorts {
  readonly apps: AppRepository;
  readonly apiKeys: Pick<ApiKeyRepository, 'find'>;
  readonly processReferences: Pick<ProcessReferenceRepository, 'find'>;
  readonly serviceSecrets: ServiceSecrets;
  readonly keyedHash: KeyedHash;
  readonly clock: Pick<Clock, 'nowMs'>;
}

/** Makes the use cases. */
export function createAppTokens(ports: AppTokenPorts): AppTokens {
  const { apps, apiKeys, serviceSecrets, keyedHash, clock } = ports;

  return {
    async make(appId, { processIds, ttlS }, caller) {
      if (caller.token !== undefined) throw new Error('a token makes no tokens');
      const app = await ownApp(appId, caller, apps);
      if (!app.ok) return app;
      const named = processIds && [...new Set(processIds)];
      for (const processId of named ?? []) {
        const own = await isOfApp(processId, appId);
        if (!own.ok) return own;
      }
      const secret = await serviceSecrets.get('token-signature');
      if (!secret.ok) return secret;
      const { keyId, untilMs: callerUntilMs = Number.POSITIVE_INFINITY } = caller;
      const untilMs = Math.min(clock.nowMs() + ttlS * 1_000, callerUntilMs);
      const claims: TokenClaims = { appId, untilMs, ...(keyId && { keyId }), ...(named && { processIds: named }) };
      const text = writeToken(claims, (signed) => keyedHash.base64url(secret.value, signed, 32));
      return succeed({ text: new Secret(text), untilMs });
    },

    async callerOf(tokenText) {
      const token = readToken(tokenText.reveal());
      if (token === undefined) return succeed(undefined);
      const secret = await serviceSecrets.get('token-signature');
      if (!secret.ok) return secret;
      const { claims, signed, signature } = token;
      const bytes = new TextEncoder().encode(signed);
      if (!keyedHash.isSignatureOf(secret.value, bytes, base64Of(signature))) return succeed(undefined);
      if (clock.nowMs() >= claims.untilMs) return succeed(undefined);
      const [app, key] = await Promise.all([apps.find(claims.appId), keyOf(claims)]);
      if (!app.ok) return app;
      if (!key.ok) return key;
      if (app.value === undefined || key.value === 'revoked') return succeed(undefined);
      const { appId, keyId, untilMs, processIds } = claims;
      const caller: Caller = { scope: 'runtime', appId, untilMs, token: { ...(processIds && { processIds }) } };
      return succeed({ ...caller, ...(keyId && { keyId }) });
    },
  };

  /** The key that a token was made with; the operator's own is not among the keys of apps. */
  async function keyOf({ keyId }: TokenClaims): Promise<Result<ApiKey | 'operators' | 'revoked', Failure>> {
    if (keyId === undefined) return succeed('operators');
    const key = await apiKeys.find(keyId);
    return key.ok ? succeed(key.value ?? 'revoked') : key;
  }

  async function isOfApp(processId: string, appId: string): Promise<Result<void, Failure>> {
    const found = await ports.processReferences.find(processId);
    if (!found.ok) return found;
    if (found.value?.appId === appId) return succeed(undefined);
    return fail({ code: 'process-not-found', detail: `App ${appId} has no process reference ${processId}.` });
  }
}

/** Base64 with padding, of the base64url without it of 32 bytes. */
function base64Of(signature: string): string {
  return `${signature.replaceAll('-', '+').replaceAll('_', '/')}=`;
}
