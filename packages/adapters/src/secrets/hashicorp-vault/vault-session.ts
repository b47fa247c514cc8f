import { type Cancel, type Clock, type Failure, fail, type Result, succeed } from '@cuelight/core';
import type { HashicorpVaultOptions, VaultAuth } from './options.js';
import { unavailable, type VaultClient } from './vault-client.js';
import { memberOf, type VaultReply } from './vault-reply.js';

/** The token that requests carry: fetched at first use, renewed in time, replaced when it is over. */
export interface VaultSession {
  /** The token of now. Failures: `secret-unavailable`. */
  token(untilMs: number): Promise<Result<string, Failure>>;
  /**
   * Called when Vault refused a token: another one, or undefined when the token is good and it is a right that lacks.
   * Failures: `secret-unavailable`.
   */
  anotherThan(refused: string, untilMs: number): Promise<Result<string | undefined, Failure>>;
  /** Renews no more. */
  close(): void;
}

interface Token {
  readonly id: string;
  /** When it is over; undefined when that is not known, or never. */
  readonly endsMs: number | undefined;
  /** How long it was to last when it was fetched or renewed. */
  readonly lifeMs: number;
  readonly isRenewable: boolean;
}

/** After which part of its life a token is renewed; one that was not is replaced after the other. */
const renewAfter = 2 / 3;
const replaceAfter = 0.9;
/** After which time renewing or replacing is tried again. */
const againAfterMs = 30_000;
/** After a sign-in that was refused; doubled each time. Vault locks a role out that fails too often. Source: Vault docs, "User lockout". */
const firstRefusalMs = 30_000;
const longestRefusalMs = 15 * 60_000;

/** A session that has not signed in yet. */
export function createVaultSession(options: HashicorpVaultOptions, client: VaultClient, clock: Clock): VaultSession {
  const { auth } = options;
  let current: Token | undefined;
  let underWay: Promise<Result<Token, Failure>> | undefined;
  let cancelRenewal: Cancel = () => {};
  let isClosed = false;
  let notReplacedBeforeMs = 0;
  let refused: { readonly failure: Failure; readonly untilMs: number; readonly waitMs: number } | undefined;

  const isOver = ({ endsMs }: Token): boolean => endsMs !== undefined && clock.nowMs() >= endsMs;
  const isStale = (token: Token): boolean =>
    isOver(token) ||
    (token.endsMs !== undefined &&
      clock.nowMs() >= Math.max(token.endsMs - token.lifeMs * (1 - replaceAfter), notReplacedBeforeMs));

  function take(token: Token): Token {
    current = token;
    cancelRenewal();
    if (!isClosed && token.isRenewable && token.endsMs !== undefined) {
      cancelRenewal = clock.after(Math.max(token.lifeMs * renewAfter, 1), () => void renew(token));
    }
    return token;
  }

  /** Never fails: a token that is not renewed stays in use until its end. */
  async function renew(token: Token): Promise<void> {
    const request = { method: 'POST', path: 'auth/token/renew-self', token: token.id, body: {} } as const;
    const sent = await client.send(request, client.deadline());
    if (isClosed || current !== token) return;
    const renewed = sent.ok && sent.value.status === 200 ? tokenIn(sent.value, clock.nowMs()) : undefined;
    if (renewed !== undefined) {
      // A life that shrinks means that its greatest age is near: renewing it goes on in vain.
      take({ ...renewed, isRenewable: renewed.isRenewable && renewed.lifeMs * 2 > token.lifeMs });
    } else if (!isOver(token)) {
      cancelRenewal = clock.after(againAfterMs, () => void renew(token));
    }
  }

  /** One sign-in at a time, however many wait for it. */
  function open(untilMs: number): Promise<Result<Token, Failure>> {
    underWay ??= signIn(untilMs).finally(() => {
      underWay = undefined;
    });
    return underWay;
  }

  async function signIn(untilMs: number): Promise<Result<Token, Failure>> {
    if ('token' in auth) {
      const looked = await lookUp(auth.token.reveal(), untilMs);
      return looked.ok ? succeed(take(looked.value)) : looked;
    }
    if (refused !== undefined && clock.nowMs() < refused.untilMs) {
      return fail({ ...refused.failure, retryAfterMs: refused.untilMs - clock.nowMs() });
    }
    const sent = await client.send(loginOf(auth), untilMs);
    if (!sent.ok) return sent;
    const token = sent.value.status === 200 ? tokenIn(sent.value, clock.nowMs()) : undefined;
    if (token !== undefined) {
      refused = undefined;
      return succeed(take(token));
    }
    const waitMs = Math.min((refused?.waitMs ?? firstRefusalMs / 2) * 2, longestRefusalMs);
    const failure = unavailable(
      `Vault refused the role id or the secret id of AppRole (HTTP ${sent.value.status}); it is not asked again at once.`,
    );
    refused = { failure, untilMs: clock.nowMs() + waitMs, waitMs };
    return fail({ ...failure, retryAfterMs: waitMs });
  }

  /** Asks how long a token lasts. One that may not even ask that is used as it is. */
  async function lookUp(id: string, untilMs: number): Promise<Result<Token, Failure>> {
    const sent = await client.send({ method: 'GET', path: 'auth/token/lookup-self', token: id }, untilMs);
    if (!sent.ok) return sent;
    const { status, body } = sent.value;
    if (status !== 200) return succeed({ id, endsMs: undefined, lifeMs: 0, isRenewable: false });
    const ttlS = Number(memberOf(body, 'data', 'ttl') ?? 0);
    const lifeMs = ttlS * 1_000;
    const isRenewable = memberOf(body, 'data', 'renewable') === true;
    return succeed({ id, endsMs: ttlS > 0 ? clock.nowMs() + lifeMs : undefined, lifeMs, isRenewable });
  }

  const isReplaced = (id: string): boolean => current !== undefined && current.id !== id;

  async function token(untilMs: number): Promise<Result<string, Failure>> {
    if (current === undefined) return idOf(await open(untilMs));
    if ('token' in auth || !isStale(current)) return succeed(current.id);
    const opened = await open(untilMs);
    if (opened.ok || isOver(current)) return idOf(opened);
    notReplacedBeforeMs = clock.nowMs() + againAfterMs;
    return succeed(current.id);
  }

  return {
    token,
    async anotherThan(id, untilMs) {
      if (isReplaced(id)) return token(untilMs);
      const looked = await client.send({ method: 'GET', path: 'auth/token/lookup-self', token: id }, untilMs);
      if (!looked.ok) return looked;
      if (looked.value.status === 200) return succeed(undefined);
      if ('token' in auth) {
        return fail(unavailable('Vault refused the token: it is wrong, over or revoked, or it may do nothing at all.'));
      }
      // Somebody else may have signed in while we asked.
      return isReplaced(id) ? token(untilMs) : idOf(await open(untilMs));
    },
    close() {
      isClosed = true;
      cancelRenewal();
    },
  };
}

function loginOf(auth: Exclude<VaultAuth, { readonly token: unknown }>) {
  const { roleId, secretId, authMount = 'approle' } = auth;
  const mount = authMount.split('/').map(encodeURIComponent).join('/');
  const body = { role_id: roleId, secret_id: secretId.reveal() };
  return { method: 'POST', path: `auth/${mount}/login`, body } as const;
}

function idOf(opened: Result<Token, Failure>): Result<string, Failure> {
  return opened.ok ? succeed(opened.value.id) : opened;
}

function tokenIn({ body }: VaultReply, nowMs: number): Token | undefined {
  const id = memberOf(body, 'auth', 'client_token');
  if (typeof id !== 'string' || id === '') return undefined;
  const lifeMs = Number(memberOf(body, 'auth', 'lease_duration') ?? 0) * 1_000;
  const isRenewable = memberOf(body, 'auth', 'renewable') === true;
  return { id, endsMs: lifeMs > 0 ? nowMs + lifeMs : undefined, lifeMs, isRenewable };
}
