import type { Secret } from '../credential/secret.js';

/** A secret that a webhook had, and until when, in milliseconds since 1970. */
export interface FormerSecret {
  readonly secret: Secret;
  readonly untilMs: number;
}

/** How many are remembered, and how long, in milliseconds: to tell who still signs with one, never to take it. */
const mostRemembered = 2;
export const rememberedMs = 24 * 60 * 60 * 1_000;

/** Those to remember when a webhook's secrets change at this moment. */
export function formerAfter(
  before: { readonly secrets: readonly Secret[]; readonly former: readonly FormerSecret[] },
  now: readonly Secret[],
  nowMs: number,
): readonly FormerSecret[] {
  const isValid = (secret: Secret) => now.some((valid) => valid.reveal() === secret.reveal());
  return [...before.secrets.map((secret) => ({ secret, untilMs: nowMs })), ...before.former]
    .filter(({ secret }) => !isValid(secret))
    .slice(0, mostRemembered);
}

/** Those that are still remembered at this moment. */
export function rememberedOf(former: readonly FormerSecret[], nowMs: number): readonly Secret[] {
  return former.filter(({ untilMs }) => nowMs - untilMs < rememberedMs).map(({ secret }) => secret);
}
