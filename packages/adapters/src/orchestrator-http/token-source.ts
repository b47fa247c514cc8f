import { type Failure, fail, type OrchestratorAccess, type Result, succeed } from '@cuelight/core';
import type { AccessToken } from './access-token.js';

/** The access token of one connection. */
export interface TokenSource {
  /**
   * The token held, or a new one when it is about to expire; whoever asks while one is being fetched waits for that one.
   * A fetch that fails while the token held is still good is no failure: the token is used on.
   */
  get(access: OrchestratorAccess): Promise<Result<AccessToken, Failure>>;
  /** Forgets a token that Orchestrator did not accept; another one got meanwhile stays. */
  drop(token: AccessToken): void;
}

/**
 * How long before its end a token is replaced, in milliseconds: of a short life, a tenth. So does UiPath-Services/
 * UiPathOrch; a call that is under way when its token ends would otherwise be made twice.
 */
const longestMarginMs = 5 * 60_000;

/** How long a token that is still good is used on before its replacement is tried again, in milliseconds. */
const renewAgainMs = 30_000;

/**
 * How long a refused credential is not tried again, in milliseconds: doubled with each refusal. By default a
 * user is locked after 10 failed attempts (forum.uipath.com, topic 307460); this way they take two hours, and a person
 * finds the wrong password first.
 */
const coolDownMs = { first: 30_000, longest: 30 * 60_000 };

interface Held {
  readonly token: AccessToken;
  /** The same as an answer, made once: every call asks for it, some of them twice. */
  readonly answer: Promise<Result<AccessToken, Failure>>;
  readonly renewAtMs: number;
  readonly endsAtMs: number;
}

/** Fetches tokens when needed, one at a time, and holds the last one. */
export function createTokenSource(
  fetchToken: (access: OrchestratorAccess) => Promise<Result<AccessToken, Failure>>,
  nowMs: () => number,
): TokenSource {
  let held: Held | undefined;
  let pending: Promise<Result<AccessToken, Failure>> | undefined;
  let refused: { readonly failure: Failure; readonly untilMs: number; readonly waitMs: number } | undefined;

  async function fetchAndHold(access: OrchestratorAccess): Promise<Result<AccessToken, Failure>> {
    const askedAtMs = nowMs();
    const outcome = await fetchToken(access);
    if (outcome.ok) {
      held = heldFrom(askedAtMs, outcome.value);
      refused = undefined;
      return outcome;
    }
    if (outcome.failure.code === 'credentials-refused') {
      const waitMs = refused === undefined ? coolDownMs.first : Math.min(refused.waitMs * 2, coolDownMs.longest);
      refused = { failure: outcome.failure, untilMs: nowMs() + waitMs, waitMs };
    }
    if (held !== undefined) held = { ...held, renewAtMs: nowMs() + renewAgainMs };
    return outcome;
  }

  async function renewed(access: OrchestratorAccess): Promise<Result<AccessToken, Failure>> {
    const remainingMs = refused === undefined ? 0 : Math.ceil(refused.untilMs - nowMs());
    if (refused !== undefined && remainingMs > 0) {
      return good()?.answer ?? fail({ ...refused.failure, retryAfterMs: remainingMs });
    }
    pending ??= fetchAndHold(access).finally(() => {
      pending = undefined;
    });
    const outcome = await pending;
    return outcome.ok ? outcome : (good()?.answer ?? outcome);
  }

  const good = (atMs = nowMs()) => (held !== undefined && atMs < held.endsAtMs ? held : undefined);

  return {
    get(access) {
      const atMs = nowMs();
      const before = good(atMs);
      return before !== undefined && atMs < before.renewAtMs ? before.answer : renewed(access);
    },
    drop(token) {
      if (held?.token === token) held = undefined;
    },
  };
}

function heldFrom(askedAtMs: number, token: AccessToken): Held {
  const endsAtMs = askedAtMs + token.lifetimeMs;
  const answer = Promise.resolve(succeed(token));
  return { token, answer, endsAtMs, renewAtMs: endsAtMs - Math.min(longestMarginMs, token.lifetimeMs / 10) };
}
