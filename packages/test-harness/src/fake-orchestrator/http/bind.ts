import type { z } from 'zod';
import { isJsonObject, type JsonValue } from '../json.js';
import { failure, type Reply } from './reply.js';

/** A bound body, or the refusal. */
export type Bound<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reply: Reply };

/**
 * Binds a body as strictly as Orchestrator on premises does: one unknown field, or one of another type, makes the whole
 * parameter null. Annotations such as `Name@odata.type` are no fields.
 * Source: measured by UiPath-Services/UiPathOrch.
 */
export function bind<T>(schema: z.ZodType<T>, body: JsonValue | undefined, parameter: string): Bound<T> {
  const parsed = schema.safeParse(withoutAnnotations(body));
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, reply: failure(400, 0, `${parameter} must not be null`) };
}

function withoutAnnotations(value: JsonValue | undefined): JsonValue | undefined {
  if (Array.isArray(value)) return value.map((item) => withoutAnnotations(item) ?? null);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !name.includes('@'))
      .map(([name, inner]) => [name, withoutAnnotations(inner) ?? null]),
  );
}
