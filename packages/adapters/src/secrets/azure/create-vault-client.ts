import { fail, type Result, succeed } from '@cuelight/core';
import { usualAuthorities } from '../../trust/index.js';
import { createFirstAlone, type Gate } from './first-alone.js';
import type { KeyVaultSettings } from './key-vault-options.js';
import { pauseBeforeRepeat } from './pause-before-repeat.js';
import { quietCredential, type TokenCredential } from './token-credential.js';
import { refusalOf, type VaultRefusal } from './vault-refusal.js';

/** How Microsoft's clients are set up here. */
export interface SdkOptions {
  readonly tlsOptions?: { readonly ca: string };
  readonly retryOptions: { readonly maxRetries: 0 };
  readonly disableChallengeResourceVerification: boolean;
}

/** Makes one of Microsoft's clients. */
export type MakeSdkClient<SdkClient> = (credential: TokenCredential, options: SdkOptions) => SdkClient;

/** One of Microsoft's clients, called with an end and without a secret in what comes of it. */
export interface VaultClient<SdkClient> {
  /**
   * Calls, again where that helps, until a moment.
   *
   * @param isRepeatable whether doing it twice is the same as doing it once
   */
  call<T>(
    work: (client: SdkClient, abortSignal: AbortSignal) => Promise<T>,
    untilMs: number,
    isRepeatable?: boolean,
  ): Promise<Result<T, VaultRefusal>>;
}

/**
 * The longest that one request may take, in milliseconds. A vault answers in well under a second, but the first request
 * waits for a token too, and some credentials ask another program for it.
 */
const requestMs = 10_000;

/** Sets up a client of a vault. No request is made before the first call. */
export function createVaultClient<SdkClient>(
  settings: KeyVaultSettings,
  make: MakeSdkClient<SdkClient>,
): VaultClient<SdkClient> {
  const { nowMs, pause, random } = settings;
  const credential = quietCredential(settings.credential);
  let current: { readonly client: SdkClient; readonly gate: Gate } | undefined;

  async function attempt<T>(
    work: (client: SdkClient, abortSignal: AbortSignal) => Promise<T>,
    limitMs: number,
  ): Promise<Result<T, VaultRefusal>> {
    current ??= { client: make(credential, sdkOptions(settings)), gate: createFirstAlone() };
    const { client, gate } = current;
    const ending = new AbortController();
    try {
      return succeed(
        await within(
          limitMs,
          ending,
          gate(() => work(client, ending.signal), ending.signal),
        ),
      );
    } catch (thrown) {
      const refusal = refusalOf(thrown);
      // The SDK keeps a token until it is over, also one that the vault takes no more: a new client asks for a new one.
      if (refusal.status === 401) current = undefined;
      return fail(refusal);
    }
  }

  return {
    async call(work, untilMs, isRepeatable = true) {
      for (let tries = 1; ; tries += 1) {
        const outcome = await attempt(work, Math.min(requestMs, Math.max(untilMs - nowMs(), 1)));
        if (outcome.ok) return outcome;
        const pauseMs = pauseBeforeRepeat(outcome.failure, isRepeatable, tries, random());
        if (pauseMs === undefined || nowMs() + pauseMs >= untilMs) return outcome;
        await pause(pauseMs);
      }
    },
  };
}

/**
 * Waits for a call no longer than so long. The signal alone would not do: the SDK passes it neither to the second page of a
 * list nor to every credential.
 */
async function within<T>(limitMs: number, ending: AbortController, called: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      ending.abort();
      reject(ending.signal.reason);
    }, limitMs);
  });
  try {
    return await Promise.race([called, late]);
  } finally {
    clearTimeout(timer);
    called.catch(() => undefined);
  }
}

function sdkOptions({ vaultUrl, ca }: KeyVaultSettings): SdkOptions {
  return {
    // What is given here replaces what Node trusts. One text, since Node joins a list of them anew for every request.
    ...(ca.length > 0 && { tlsOptions: { ca: [...usualAuthorities(), ...ca].join('\n') } }),
    // By default the SDK repeats whatever the call does, and waits as long as any Retry-After says.
    retryOptions: { maxRetries: 0 },
    // The audience that a vault names must be its own domain, lest a token for another service is sent to it. An emulator
    // on this machine has no domain to compare.
    disableChallengeResourceVerification: isLoopback(new URL(vaultUrl).hostname),
  };
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}
