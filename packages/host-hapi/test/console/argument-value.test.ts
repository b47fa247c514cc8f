import { describe, expect, it } from 'vitest';
import { readArgument, readInput } from '../../console/src/jobs/argument-value.js';

describe('what somebody types as JSON', () => {
  it('is refused where it is nested too deeply to be sent, as an argument and as the whole input', () => {
    const deep = `{"in": ${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    const argument = { name: 'in_Data', type: 'object', required: true, hasDefault: false } as const;

    expect(readArgument(argument, deep)).toEqual({ error: 'It is nested too deeply.' });
    expect(readInput(deep)).toEqual({ error: 'It is nested too deeply.' });
    expect(readInput('{no')).toEqual({ error: 'It is not JSON. Texts need double quotes.' });
  });
});
