import { type Failure, fail, type OrchestratorAccess, type Result, type Secret, succeed } from '@cuelight/core';

/** The access token of one connection. */
export interface TokenSource {
  /** The token held, or a new one; whoever asks while one is being fetched waits for that one. */
  get(access: OrchestratorAccess): Promise<Result<Secret, Failure>>;
  /** Forgets a token that Orchestrator did not accept; another one got meanwhile stays. */
  drop(token: Secret): void;
}

/**
 * How long a token is used, in milliseconds. Orchestrator's own tokens live 30 minutes by default, are not prolonged by
 * use, and need not be readable (UiPath Orchestrator API guide, "Authenticating"); 5 minutes are left as margin.
 */
const tokenLifeMs = 25 * 60_000;

/**
 * How long a refused credential is not tried again, in milliseconds: doubled with each refusal. By default a
 * user is locked after 10 failed attempts (forum.uipath.com, topic 307460); this way they take two hours, and a person
 * finds the wrong password first.
 */
const coolDownMs = { first: 30_000, longest: 30 * 60_000 };

/** Fetches tokens when needed, one at a time, and holds the last one. */
export function createTokenSource(
  fetchToken: (access: OrchestratorAccess) => Promise<Result<Secret, Failure>>,
  nowMs: () => number,
): TokenSource {
  let held: { readonly token: Secret; readonly untilMs: number } | undefined;
  let pending: Promise<Result<Secret, Failure>> | undefined;
  let refused: { readonly failure: Failure; readonly untilMs: number; readonly waitMs: number } | undefined;

  async function fetchAndHold(access: OrchestratorAccess): Promise<Result<Secret, Failure>> {
    const askedAtMs = nowMs();
    const outcome = await fetchToken(access);
    if (outcome.ok) {
      held = { token: outcome.value, untilMs: askedAtMs + tokenLifeMs };
      refused = undefined;
    } else if (outcome.failure.code === 'credentials-refused') {
      const waitMs = refused === undefined ? coolDownMs.first : Math.min(refused.waitMs * 2, coolDownMs.longest);
      refused = { failure: outcome.failure, untilMs: nowMs() + waitMs, waitMs };
    }
    return outcome;
  }

  return {
    async get(access) {
      if (held !== undefined && nowMs() < held.untilMs) return succeed(held.token);
      const remainingMs = refused === undefined ? 0 : Math.ceil(refused.untilMs - nowMs());
      if (refused !== undefined && remainingMs > 0) return fail({ ...refused.failure, retryAfterMs: remainingMs });
      pending ??= fetchAndHold(access).finally(() => {
        pending = undefined;
      });
      return pending;
    },
    drop(token) {
      if (held?.token === token) held = undefined;
    },
  };
}
