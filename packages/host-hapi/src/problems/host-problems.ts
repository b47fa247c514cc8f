import type { FailureDoc } from '@cuelight/core';

/** What the HTTP surface itself refuses, beside what the core does: each code with its status, meaning and remedy. */
export const hostProblems = {
  'invalid-input': {
    status: 400,
    meaning: 'Something in the request is missing, malformed or unknown.',
    remedy: 'Correct what errors names, one entry for each fault.',
  },
  'key-required': {
    status: 401,
    meaning: 'The request has no API key and no token, or one that is not valid.',
    remedy:
      'Send the header Authorization: Bearer <key>, with a key that was not revoked or a token that has not ended. In the console, sign in again.',
  },
  'sign-in-refused': {
    status: 401,
    meaning: 'Nobody can sign in with this key or code.',
    remedy: 'Use a key that was not revoked, or a new code: each is good for one sign-in within 5 minutes.',
  },
  'delivery-refused': {
    status: 401,
    meaning: 'The delivery does not carry a valid signature for this connection.',
    remedy:
      'Send deliveries only from the webhook that Cuelight made in Orchestrator for this connection. An admin sees which known mistake explains it under /v1/connections/{id}/refused-deliveries.',
  },
  'not-allowed': {
    status: 403,
    meaning: 'The scope of the API key, or the token, does not cover this request.',
    remedy: 'Use a key with one of the scopes that detail names.',
  },
  'origin-not-own': {
    status: 403,
    meaning: 'A change by somebody who is signed in was asked for, and not by a page of this service.',
    remedy:
      'Ask from a page of the service, whose browser sends Origin by itself; programs send a key instead. A proxy must leave Host as it is, or the page must be at CUELIGHT_PUBLIC_URL.',
  },
  'peer-not-trusted': {
    status: 403,
    meaning: 'The request did not come by way of a proxy that ends TLS, so its key crossed the network unencrypted.',
    remedy: 'Go by way of the proxy, or add it to CUELIGHT_TRUSTED_PROXIES. Revoke a key that was sent.',
  },
  'route-not-found': {
    status: 404,
    meaning: 'There is nothing at this address.',
    remedy: 'Look the routes up in /openapi.json.',
  },
  'method-not-allowed': {
    status: 405,
    meaning: 'There is such an address, but not for this method.',
    remedy: 'Use one of the methods of the header Allow.',
  },
  'request-timeout': {
    status: 408,
    meaning: 'The body of the request did not arrive in time.',
    remedy: 'Send it again.',
  },
  'body-too-large': {
    status: 413,
    meaning: 'The body is larger than this address takes.',
    remedy: 'Send at most 1 MiB; deliveries of a webhook may have 32 MiB.',
  },
  'media-type-not-supported': {
    status: 415,
    meaning: 'The body is not announced as plain JSON.',
    remedy: 'Send the header Content-Type: application/json, in UTF-8 and without Content-Encoding.',
  },
  'too-many-sign-ins': {
    status: 429,
    meaning: 'Too many sign-ins have failed.',
    remedy: 'Try again after the time in Retry-After, with the right key or code.',
  },
  'too-many-deliveries': {
    status: 503,
    meaning: 'More deliveries arrive at once than the service takes.',
    remedy: 'Send it again after the time in Retry-After. Nothing is lost: a followed job is read in any case.',
  },
  'internal-error': {
    status: 500,
    meaning: 'Cuelight has a fault. Nothing is known of what was done.',
    remedy: 'Tell the operator the traceId: the log has the fault under it.',
  },
  'not-ready': {
    status: 503,
    meaning: 'The service is starting or ending, or its database does not answer.',
    remedy: 'Try again in a few seconds; if it stays, look at the log of the service.',
  },
} as const satisfies Record<string, FailureDoc & { readonly status: number }>;

/** The code of a problem that the HTTP surface itself has. */
export type HostProblemCode = keyof typeof hostProblems;
