import fc from 'fast-check';

/** Origins of https addresses, such as `https://orchestrator.example:8443`; a default port is not written. */
export function origins(): fc.Arbitrary<string> {
  const port = fc.oneof(
    fc.constant(''),
    fc.integer({ min: 1, max: 65_535 }).map((number) => `:${number}`),
  );
  return fc.tuple(fc.domain(), port).map(([host, suffix]) => new URL(`https://${host}${suffix}`).origin);
}
