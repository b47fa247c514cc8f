import { fail, type GivenCredential, type Result, succeed } from '@cuelight/core';
import { z } from 'zod';
import { readJson } from '../http/read-json-body.js';
import { credentialShape, readCredential } from '../shapes/credential-shape.js';
import { idText } from '../shapes/text.js';
import { type ExportFile, exportFileShape, exportHeadShape } from './export-file.js';
import { readFile } from './read-file.js';

const mostBytes = 64 * 1024 * 1024;
/** So many faults say what is wrong with a file; the others are likely the same. */
const mostFaults = 20;

/** Reads an export file. A failure has a line for each fault: which field, and what it must be. No value is quoted. */
export async function readExportFile(path: string): Promise<Result<ExportFile, readonly string[]>> {
  const json = await readJsonFile(path);
  if (!json.ok) return fail([json.failure]);
  const head = exportHeadShape.safeParse(json.value);
  if (!head.success) return fail(faultsOf(head.error));
  const file = exportFileShape.safeParse(json.value);
  return file.success ? succeed(file.data) : fail(faultsOf(file.error));
}

/** Reads credentials that somebody wrote down by the id of their connection. A failure is as of an export file. */
export async function readCredentialsFile(
  path: string,
): Promise<Result<ReadonlyMap<string, GivenCredential>, readonly string[]>> {
  const json = await readJsonFile(path);
  if (!json.ok) return fail([json.failure]);
  const read = z.record(idText, credentialShape).safeParse(json.value);
  if (!read.success) return fail(faultsOf(read.error));
  return succeed(new Map(Object.entries(read.data).map(([id, sent]) => [id, readCredential(sent)])));
}

async function readJsonFile(path: string): Promise<Result<unknown, string>> {
  const bytes = await readFile(path, mostBytes);
  return bytes.ok ? readJson(bytes.value, 'The file') : bytes;
}

function faultsOf({ issues }: z.ZodError): readonly string[] {
  const faults = issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code !== 'unrecognized_keys') return [`${pathText(path)} ${issue.message}`];
    return issue.keys.map((key) => `${pathText([...path, key])} is not a field of this format: remove it`);
  });
  const more = faults.length - mostFaults;
  return more > 0 ? [...faults.slice(0, mostFaults), `... and ${more} more`] : faults;
}

/** Quoted where it could do something to a terminal. */
function pathText(path: readonly string[]): string {
  const text = path.join('.');
  if (text === '') return 'The file';
  return /^[\w.-]{1,200}$/.test(text) ? text : JSON.stringify(text.slice(0, 200)).replace(/[^ -~]/g, '?');
}
