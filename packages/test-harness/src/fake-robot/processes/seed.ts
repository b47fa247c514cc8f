import { z } from 'zod';
import { argumentSeed } from '../../fake-orchestrator/world/seed.js';
import { stableGuid } from '../../fake-orchestrator/world/stable-guid.js';

const name = z.string().min(1).max(115);

const process = z
  .strictObject({
    name,
    /** By which clients name it on this robot; always the same for the same name when absent. */
    key: z.string().min(1).max(200).optional(),
    /** Id of the package; the name of the process when absent. The listener tells nobody. */
    packageId: name.optional(),
    version: z.string().min(1).max(50).default('1.0.0'),
    description: z.string().max(500).default(''),
    arguments: z.strictObject({ input: z.array(argumentSeed).readonly().default([]) }).default({ input: [] }),
    /** Whether its package is on the computer. */
    isDownloaded: z.boolean().default(true),
    /** What a start does while the package is not there: it fetches it, which takes a second, or it is refused. */
    whenNotDownloaded: z.enum(['downloads', 'refuses']).default('downloads'),
    /** How its jobs end by themselves. */
    outcome: z.enum(['successful', 'faulted']).default('successful'),
    /** What its jobs return; without it each input `in_X` comes back as `out_X`, and others under their own name. */
    output: z.record(z.string(), z.json()).optional(),
    /** The exception of its jobs when they have faulted by themselves. */
    error: z.record(z.string(), z.json()).optional(),
  })
  .transform((given) => ({ ...given, key: given.key ?? stableGuid('robot', given.name) }));

/** Checks the seed of a robot and fills in what may be left out. */
export const robotSeedSchema = z
  .strictObject({ processes: z.array(process).readonly().default([]) })
  .superRefine(({ processes }, context) => {
    const keys = processes.map(({ key }) => key);
    for (const [index, key] of keys.entries()) {
      if (keys.indexOf(key) === index) continue;
      context.addIssue({ code: 'custom', path: ['processes', index, 'key'], message: 'this is there twice' });
    }
  });

/** What a robot can run, as a user of the fake writes it. */
export type RobotSeed = z.input<typeof robotSeedSchema>;

/** A checked seed with its defaults filled in. */
export type CheckedRobotSeed = z.output<typeof robotSeedSchema>;

/** The seed of one process, with defaults filled in. */
export type RobotProcessSeed = CheckedRobotSeed['processes'][number];
