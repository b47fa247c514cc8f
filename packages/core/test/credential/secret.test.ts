import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret } from '../../src/index.js';

describe('a secret', () => {
  const secret = new Secret('canary-4711');

  it('is only given by reveal', () => {
    expect(secret.reveal()).toBe('canary-4711');
  });

  it.each([
    ['printed', (value: unknown) => `${value}`],
    ['serialised', (value: unknown) => JSON.stringify({ value })],
    ['inspected', (value: unknown) => inspect(value, { depth: 9, showHidden: true })],
    ['spread', (value: unknown) => JSON.stringify({ ...(value as object) })],
    ['thrown', (value: unknown) => String(new Error(`failed for ${value}`).stack)],
  ])('is not seen when %s', (_, show) => {
    expect(show(secret)).not.toContain('canary');
  });
});
