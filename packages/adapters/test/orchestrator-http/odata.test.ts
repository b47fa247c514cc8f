import { describe, expect, it } from 'vitest';
import { odata } from '../../src/orchestrator-http/odata.js';

describe('the address of an OData query', () => {
  it('writes a space as %20, since a plus is a plus to OData, and leaves the $ of its options', () => {
    expect(odata('/odata/Jobs', { $filter: "Name eq 'a+b & c'", $top: 1 })).toBe(
      '/odata/Jobs?$filter=Name%20eq%20%27a%2Bb%20%26%20c%27&$top=1',
    );
  });
});
