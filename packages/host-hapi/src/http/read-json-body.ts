import { Readable } from 'node:stream';
import { fail, type Result, succeed } from '@cuelight/core';
import type { HostRefusal } from '../problems/refusal.js';
import type { RawRequest } from '../routes/route.js';
import { inexactNumberAt } from './inexact-number-at.js';
import { jsonFaultAt } from './json-fault-at.js';
import type { TextPlace } from './text-place.js';

/**
 * Reads a JSON body; undefined when there is none.
 *
 * @returns `media-type-not-supported`; `invalid-input` with what {@link readJson} refuses
 */
export function readJsonBody(body: RawRequest['body'], headers: RawRequest['headers']): Result<unknown, HostRefusal> {
  if (body instanceof Readable) throw new TypeError('the body was not read');
  if (body.byteLength === 0) return succeed(undefined);
  if (!isPlainJson(headers)) {
    return fail({ code: 'media-type-not-supported', detail: 'The body is not announced as application/json.' });
  }
  const read = readJson(body, 'The body');
  return read.ok ? read : fail(notJson(read.failure));
}

/**
 * Reads JSON that comes from outside; a failure tells what is wrong with it. Also refused are objects nested deeper than
 * 100 levels, keys that change what an object inherits from, and numbers that would be rounded.
 *
 * @param what how to call it: "The body"
 */
export function readJson(bytes: Uint8Array, what: string): Result<unknown, string> {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return fail(`${what} is not UTF-8 text.`);
  }
  try {
    const value: unknown = JSON.parse(text);
    const fault = structuralFault(value, what) ?? numberFault(text);
    return fault === undefined ? succeed(value) : fail(fault);
  } catch {
    // The message of the engine quotes the text, which may be process data: only the position is told.
    return fail(`${what} is not JSON: ${placeText(jsonFaultAt(text))}.`);
  }
}

function isPlainJson(headers: RawRequest['headers']): boolean {
  const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = headers;
  return /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i.test(String(type)) && encoding === 'identity';
}

const maxDepth = 100;

function structuralFault(root: unknown, what: string): string | undefined {
  const open: { readonly value: unknown; readonly depth: number }[] = [{ value: root, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth } = next;
    if (typeof value !== 'object' || value === null) continue;
    if (depth === maxDepth) return `${what} is nested deeper than ${maxDepth} levels.`;
    if (Object.hasOwn(value, '__proto__')) return `${what} has a key "__proto__".`;
    for (const member of Object.values(value)) open.push({ value: member, depth: depth + 1 });
  }
  return undefined;
}

function numberFault(text: string): string | undefined {
  const place = inexactNumberAt(text);
  return place && `The number at ${placeText(place)} cannot be kept exactly; send it as text.`;
}

function placeText({ position, line, column }: TextPlace): string {
  return `line ${line}, column ${column} (position ${position})`;
}

function notJson(detail: string): HostRefusal {
  return { code: 'invalid-input', detail, errors: [{ path: '', message: detail }] };
}
