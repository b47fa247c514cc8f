import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { sayFault } from '../../src/http/say-fault.js';

const shape = z.strictObject({
  name: z.string().min(2).max(4),
  count: z.int().min(1),
  isOpen: z.boolean(),
  mode: z.enum(['soft', 'kill']),
  kind: z.literal('password'),
  origins: z.array(z.string()).max(1),
  input: z.record(z.string(), z.string()),
  remark: z.string('must be a remark'),
});

describe('what is wrong with a field', () => {
  it.each([
    [{ name: undefined }, 'is required'],
    [{ name: 7 }, 'must be a text'],
    [{ name: 'a' }, 'must be at least 2 characters long'],
    [{ name: 'abcde' }, 'must be at most 4 characters long'],
    [{ count: '1' }, 'must be a number'],
    [{ count: 1.5 }, 'must be a whole number'],
    [{ count: 0 }, 'must be at least 1'],
    [{ isOpen: 'yes' }, 'must be true or false'],
    [{ mode: 'hard' }, 'must be one of soft, kill'],
    [{ mode: undefined }, 'is required: soft, kill'],
    [{ kind: 'token' }, 'must be password'],
    [{ origins: {} }, 'must be a list'],
    [{ origins: ['a', 'b'] }, 'must be at most 1 entries long'],
    [{ input: [] }, 'must be an object'],
    [{ remark: 1 }, 'must be a remark'],
  ])('is said in plain words for %j', (change, message) => {
    const good = { name: 'abc', count: 1, isOpen: true, mode: 'soft', kind: 'password', origins: [], input: {} };

    const read = shape.safeParse({ ...good, remark: 'x', ...change }, { error: sayFault });

    expect(read.error?.issues.map((issue) => issue.message)).toEqual([message]);
  });
});
