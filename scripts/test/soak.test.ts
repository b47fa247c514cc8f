import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { proofs } from '../soak/proofs.mjs';
import { readArguments } from '../soak/read-arguments.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

describe('the long proofs', () => {
  it('are made of tests that there are', () => {
    expect(proofs.flatMap(({ files }) => files).filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });

  it('are asked for by name, with a number of runs and a seed', () => {
    expect(readArguments(['storm', '--runs', '7', '--seed', '42'])).toEqual({
      proof: proofs.find(({ name }) => name === 'storm'),
      runs: 7,
      seed: 42,
    });
  });

  it.each([
    [[], 'Which proof?'],
    [['lawz'], 'There is no proof "lawz".'],
    [['laws', 'storm'], 'There is no proof "laws storm".'],
    [['laws', '--runs', '0'], '--runs takes a whole number from 1 on, not "0".'],
    [['laws', '--runs', 'many'], '--runs takes a whole number from 1 on, not "many".'],
    [['laws', '--seed', '1.5'], '--seed takes a whole number from 0 on, not "1.5".'],
  ])('are refused with what is wrong: %j', (args, fault) => {
    expect(readArguments(args)).toEqual({ fault });
  });
});
