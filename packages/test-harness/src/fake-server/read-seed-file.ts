import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { fieldErrors } from '../fake-orchestrator/admin/field-errors.js';
import { sayIssue } from '../fake-orchestrator/admin/say-issue.js';
import { parseJson } from '../fake-orchestrator/json.js';

/** Reads the file of a seed, for a flag of a command; or tells in a few words what is wrong with it. */
export function readSeedFile<Checked>(file: string, schema: z.ZodType<Checked>): { readonly seed: Checked } | string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return 'the file cannot be read';
  }
  const json = parseJson(text);
  if (json === undefined) return 'the file is empty or is not JSON';
  const parsed = schema.safeParse(json, { error: sayIssue });
  return parsed.success ? { seed: parsed.data } : faultsOfSeed(parsed.error);
}

/** Names each fault of a seed in one sentence. */
export function faultsOfSeed(error: z.ZodError): string {
  return fieldErrors(error)
    .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
    .join('; ');
}
