import { z } from 'zod';

/** An id in a path or a body: what Cuelight itself makes as ids, and nothing that needs escaping. */
export const idText = z.string().regex(/^[A-Za-z0-9-]{1,64}$/, 'must be an id: 1 to 64 letters, digits or "-"');

/** A text of one line: no control characters, no broken surrogate pairs. */
export function lineOfText(maxLength: number) {
  return z
    .string()
    .min(1, 'must not be empty')
    .max(maxLength, `must have at most ${maxLength} characters`)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must not contain control characters');
}

/** A text of several lines: no control characters but line breaks and tabs. */
export function linesOfText(maxLength: number) {
  return z
    .string()
    .min(1, 'must not be empty')
    .max(maxLength, `must have at most ${maxLength} characters`)
    .regex(/^[\P{Cc}\r\n\t]*$/u, 'must not contain control characters');
}

/** A moment on our own clock, ISO 8601 in UTC. */
export function showTime(atMs: number): string {
  return new Date(atMs).toISOString();
}
