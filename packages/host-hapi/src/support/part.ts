import type { Result } from '@cuelight/core';
import { describeError } from '../logging/describe-error.js';
import type { JsonValue } from './create-redactor.js';

/** Why a part of a bundle is not there. */
export interface PartFailure {
  /** A failure code; or `too-slow`, or `internal-error` for a bug. */
  readonly code: string;
  readonly detail: string;
}

/** Makes one part of a bundle. */
export type Part<T extends JsonObjectValue = JsonObjectValue> = () => Promise<Result<T, PartFailure>>;

/** A part that could not be made. */
export type FailedPart = { readonly failure: { readonly code: string; readonly detail: string } };

/** An object as JSON has it. */
export type JsonObjectValue = { readonly [key: string]: JsonValue };

/** A part, or in its place why it is not there: whatever happens, and within the time. */
export async function partOrFailure<T extends JsonObjectValue>(
  part: Part<T>,
  withinMs: number,
): Promise<T | FailedPart> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, withinMs, 'late');
  });
  try {
    const made = await Promise.race([part(), late]);
    if (made === 'late') return failed('too-slow', `It was not there within ${withinMs / 1_000} seconds.`);
    return made.ok ? made.value : failed(made.failure.code, made.failure.detail);
  } catch (error) {
    const { error: name, at } = describeError(error);
    return failed('internal-error', `Cuelight has a fault (${name}) ${at[0] ?? ''}.`);
  } finally {
    clearTimeout(timer);
  }
}

function failed(code: string, detail: string): FailedPart {
  return { failure: { code, detail } };
}
