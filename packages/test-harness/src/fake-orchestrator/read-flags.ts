import { isIP } from 'node:net';
import { type Flags, type FlagTable, readFlagsBy, readPort, refusedFlags } from '../fake-server/flags.js';
import { faultsOfSeed, readSeedFile } from '../fake-server/read-seed-file.js';
import { readCaFile } from '../tls/read-ca-file.js';
import { tlsModes } from '../tls/tls-mode.js';
import { sayIssue } from './admin/say-issue.js';
import { profileOf } from './profile/profile-of.js';
import { apiVersions } from './profile/version-profile.js';
import type { FakeOrchestratorOptions } from './start-fake-orchestrator.js';
import { seedSchema } from './world/seed.js';
import { seedSchemaFor } from './world/seed-schema-for.js';

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
const readers: FlagTable<FakeOrchestratorOptions>['readers'] = {
  port: readPort,
  host: (value) => (isIP(value) === 0 ? 'give an IP address, such as 0.0.0.0' : { host: value }),
  tls: (value) => {
    const tls = tlsModes.find((mode) => mode === value);
    return tls === undefined ? `this can be: ${tlsModes.join(', ')}` : { tls };
  },
  seed: (file) => readSeedFile(file, seedSchema),
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

const table: FlagTable<FakeOrchestratorOptions> = { readers, switches: { manual: { manual: true } }, accepted };

/** Reads the flags of the command `fake-orchestrator`. An unknown flag is refused, not ignored. */
export function readFlags(args: readonly string[]): Flags<FakeOrchestratorOptions> {
  const flags = readFlagsBy(table, args);
  const fault = flags.ok ? seedFault(flags.options) : undefined;
  return fault === undefined ? flags : refusedFlags(`--seed: ${fault}`, accepted);
}

/** What a seed asks for that the version lacks. */
function seedFault({ seed, apiVersion = 17 }: FakeOrchestratorOptions): string | undefined {
  if (seed === undefined) return undefined;
  const parsed = seedSchemaFor(profileOf(apiVersion)).safeParse(seed, { error: sayIssue });
  return parsed.success ? undefined : faultsOfSeed(parsed.error);
}
