import { type Flags, type FlagTable, readFlagsBy, readPort } from '../fake-server/flags.js';
import { readSeedFile } from '../fake-server/read-seed-file.js';
import { consentModes } from './consent/consent-desk.js';
import { robotSeedSchema } from './processes/seed.js';
import { serverFeatures } from './server-feature.js';
import type { FakeRobotOptions } from './start-fake-robot.js';

const accepted = [
  '--port <0 to 65535>',
  `--consent <${consentModes.join('|')}>`,
  '--features <all|none|unsaid|name,name>',
  '--allow <origin,origin>',
  '--forbid <origin,origin>',
  '--seed <file.json>',
  '--manual',
  '--job-ms <running>',
].join(', ');

/** How each flag is read. Origins are kept apart until all flags are known. */
const table: FlagTable<FakeRobotOptions & { readonly allowed: string[]; readonly forbidden: string[] }> = {
  accepted,
  switches: { manual: { manual: true } },
  readers: {
    port: readPort,
    consent: (value) => {
      const consent = consentModes.find((mode) => mode === value);
      return consent === undefined ? `this can be: ${consentModes.join(', ')}` : { consent };
    },
    features: (value) => {
      if (value === 'all') return { features: serverFeatures };
      if (value === 'none') return { features: [] };
      if (value === 'unsaid') return { features: null };
      const features = serverFeatures.filter((feature) => value.split(',').includes(feature));
      return features.length === value.split(',').length
        ? { features }
        : `this can be: all, none, unsaid, or some of ${serverFeatures.join(', ')}`;
    },
    allow: (value) => ({ allowed: value.split(',') }),
    forbid: (value) => ({ forbidden: value.split(',') }),
    seed: (file) => readSeedFile(file, robotSeedSchema),
    'job-ms': (value) => (/^\d{1,9}$/.test(value) ? { jobMs: Number(value) } : 'give milliseconds, such as 1500'),
  },
};

/** Reads the flags of the command `fake-robot`. An unknown flag is refused, not ignored. */
export function readFlags(args: readonly string[]): Flags<FakeRobotOptions> {
  const flags = readFlagsBy(table, args);
  if (!flags.ok) return flags;
  const { allowed = [], forbidden = [], ...options } = flags.options;
  return { ok: true, options: { ...options, origins: { allowed, forbidden } } };
}
