import type { Secret } from '@cuelight/core';

/** What calls to Orchestrator are authorised with. */
export interface AccessToken {
  readonly secret: Secret;
  /** How long it lives, in milliseconds from the moment it was asked for; `Infinity` when only its refusal tells. */
  readonly lifetimeMs: number;
  /** Whether another one can be got with the same credential. */
  readonly isRenewable: boolean;
  /** Whether it is good for one tenant only; else the tenant is named with each call, unless the address does so. */
  readonly isOfTenant: boolean;
}

/** Whether a text can be a token at all: one with other characters could not be sent in a header. */
export function isTokenText(text: string | undefined): text is string {
  return text !== undefined && /^[\x21-\x7e]{1,16384}$/.test(text);
}
