import fc from 'fast-check';

/** Ids as Cuelight makes them: UUIDs of version 7, lower case. */
export function ids(): fc.Arbitrary<string> {
  return fc.uuid({ version: 7 });
}
