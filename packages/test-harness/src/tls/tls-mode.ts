/** The certificates that the fake can show. */
export const tlsModes = [
  'ca',
  'self-signed',
  'expired',
  'not-yet-valid',
  'wrong-host',
  'missing-intermediate',
] as const;

/**
 * Which certificate the fake shows. `ca`: one for `localhost` from its own CA. The others are wrong in one way each, also
 * for a client that trusts that CA: signed by itself; over; not begun; for another host; from an intermediate CA that is
 * not sent along.
 */
export type TlsMode = (typeof tlsModes)[number];
