/**
 * The code of a network error, which alone may be told: its message may quote what the other side sent. Where several
 * addresses were tried, the code of the one that came furthest: that one address has no route says little beside another
 * that refuses.
 */
export function codeOf(error: Error): string {
  const codes = 'errors' in error && Array.isArray(error.errors) ? error.errors.map(ownCodeOf) : [];
  return furthest.find((code) => codes.includes(code)) ?? ownCodeOf(error) ?? error.name;
}

const furthest = ['ECONNRESET', 'ECONNREFUSED', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH'];

function ownCodeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^\w{1,64}$/.test(code) ? code : undefined;
}
