import { z } from 'zod';

/** What a value must be, by the validator's name of its type. */
const types: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
};

/** Says what is wrong with a field, to be read after its name: "must be a text". For `safeParse`, as its `error`. */
export function sayIssue(issue: z.core.$ZodRawIssue): string {
  if (issue.input === undefined) return 'is required';
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${types[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}`;
    case 'too_small':
      return bound(issue.origin, 'least', issue.minimum);
    case 'too_big':
      return bound(issue.origin, 'most', issue.maximum);
    case 'invalid_format':
      return issue.format === 'guid' ? 'must be a GUID' : 'is malformed';
    case 'unrecognized_keys':
      return `is not known here; known are ${knownKeys(issue.inst).join(', ')}`;
    default:
      return 'is not what belongs here';
  }
}

function bound(origin: string, side: 'least' | 'most', limit: number | bigint): string {
  const plural = limit === 1 ? '' : 's';
  if (origin === 'string') return `must have at ${side} ${limit} character${plural}`;
  if (origin === 'array') return `must have at ${side} ${limit} item${plural}`;
  return `must be at ${side} ${limit}`;
}

function knownKeys(schema: unknown): readonly string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}
