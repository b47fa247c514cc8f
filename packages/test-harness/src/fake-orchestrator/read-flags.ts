import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { parseArgs } from 'node:util';
import type { z } from 'zod';
import { readCaFile } from '../tls/read-ca-file.js';
import { tlsModes } from '../tls/tls-mode.js';
import { fieldErrors } from './admin/field-errors.js';
import { sayIssue } from './admin/say-issue.js';
import { parseJson } from './json.js';
import { profileOf } from './profile/profile-of.js';
import { apiVersions } from './profile/version-profile.js';
import type { FakeOrchestratorOptions } from './start-fake-orchestrator.js';
import { type Seed, seedSchema } from './world/seed.js';
import { seedSchemaFor } from './world/seed-schema-for.js';

/** What a command line asks for, or one sentence that names what is wrong with it. */
export type Flags =
  | { readonly ok: true; readonly options: FakeOrchestratorOptions }
  | { readonly ok: false; readonly problem: string };

type Reading = Partial<FakeOrchestratorOptions> | string;

const accepted = [
  '--port <0 to 65535>',
  '--host <IP address>',
  `--tls <${tlsModes.join('|')}>`,
  '--seed <file.json>',
  '--manual',
  '--job-ms <pending,running>',
  `--api-version <${apiVersions.join('|')}>`,
  '--subscriber-ca-file <file.pem>',
].join(', ');

/** How each flag is read from its value: an option, or what is wrong with the value. */
const readers: Readonly<Record<string, (value: string) => Reading>> = {
  port: (value) =>
    /^\d{1,5}$/.test(value) && Number(value) <= 65_535 ? { port: Number(value) } : 'give a number from 0 to 65535',
  host: (value) => (isIP(value) === 0 ? 'give an IP address, such as 0.0.0.0' : { host: value }),
  tls: (value) => {
    const tls = tlsModes.find((mode) => mode === value);
    return tls === undefined ? `this can be: ${tlsModes.join(', ')}` : { tls };
  },
  seed: seedFrom,
  'job-ms': (value) => {
    const [, pendingMs, runningMs] = /^(\d{1,9}),(\d{1,9})$/.exec(value) ?? [];
    return pendingMs === undefined || runningMs === undefined
      ? 'give two numbers of milliseconds, such as 300,1500'
      : { jobMs: [Number(pendingMs), Number(runningMs)] };
  },
  'api-version': (value) => {
    const apiVersion = apiVersions.find((version) => String(version) === value);
    return apiVersion === undefined ? `this can be: ${apiVersions.join(', ')}` : { apiVersion };
  },
  'subscriber-ca-file': (file) => {
    const reading = readCaFile(file);
    return reading.ok ? { subscriberCaFile: file } : reading.problem;
  },
};

/** Reads the flags of the command `fake-orchestrator`. An unknown flag is refused, not ignored. */
export function readFlags(args: readonly string[]): Flags {
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    tokens: true,
    options: { manual: { type: 'boolean' }, ...Object.fromEntries(Object.keys(readers).map((name) => [name, asText])) },
  });
  let options: FakeOrchestratorOptions = {};
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue;
    if (token.kind === 'positional') return refused(`"${token.value}" is not a flag`);
    const reader = Object.hasOwn(readers, token.name) ? readers[token.name] : undefined;
    if (token.name === 'manual' && token.value === undefined) {
      options = { ...options, manual: true };
    } else if (reader === undefined) {
      return refused(token.name === 'manual' ? '--manual takes no value' : `There is no flag ${token.rawName}`);
    } else {
      const reading = token.value === undefined ? 'its value is missing' : reader(token.value);
      const given = token.value === undefined ? token.rawName : `${token.rawName} ${token.value}`;
      if (typeof reading === 'string') return refused(`${given}: ${reading}`);
      options = { ...options, ...reading };
    }
  }
  const fault = seedFault(options);
  return fault === undefined ? { ok: true, options } : refused(`--seed: ${fault}`);
}

const asText = { type: 'string' } as const;

function refused(what: string): Flags {
  return { ok: false, problem: `${what}. Accepted are: ${accepted}.` };
}

function seedFrom(file: string): Reading {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return 'the file cannot be read';
  }
  const json = parseJson(text);
  if (json === undefined) return 'the file is empty or is not JSON';
  const parsed = seedSchema.safeParse(json, { error: sayIssue });
  return parsed.success ? { seed: parsed.data satisfies Seed } : sentence(parsed.error);
}

/** What a seed asks for that the version lacks. */
function seedFault({ seed, apiVersion = 17 }: FakeOrchestratorOptions): string | undefined {
  if (seed === undefined) return undefined;
  const parsed = seedSchemaFor(profileOf(apiVersion)).safeParse(seed, { error: sayIssue });
  return parsed.success ? undefined : sentence(parsed.error);
}

function sentence(error: z.ZodError): string {
  return fieldErrors(error)
    .map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
    .join('; ');
}
