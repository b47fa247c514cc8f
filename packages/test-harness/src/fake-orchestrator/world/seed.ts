import { z } from 'zod';
import { licenceSeed } from './licence.js';
import { checkAccess, organizationAccess, tenantAccess, userAccess } from './seed-access.js';

const name = z.string().min(1).max(115);
const key = z.guid();

/** Checks the seed of one argument. */
export const argumentSeed = z.strictObject({
  name,
  /** A .NET type: `System.String`, or with its assembly as Orchestrator writes it. */
  type: z.string().min(1).default('System.String'),
  required: z.boolean().default(false),
  hasDefault: z.boolean().default(false),
});

const process = z.strictObject({
  name,
  key: key.optional(),
  /** Id of the package; the name of the process when absent. */
  packageId: name.optional(),
  version: z.string().min(1).max(50).default('1.0.0'),
  description: z.string().max(500).default(''),
  /** Whether it needs a user's session (a foreground process). Users without an unattended robot are refused with 1230. */
  attended: z.boolean().default(false),
  /** `null`: the package does not say which arguments it takes, as old packages do. */
  arguments: z
    .strictObject({
      input: z.array(argumentSeed).readonly().default([]),
      output: z.array(argumentSeed).readonly().default([]),
      /** How they are told: a list of .NET types, or the JSON Schema of an object, as agents have it. */
      form: z.enum(['dotnet', 'json-schema']).default('dotnet'),
    })
    .nullable()
    .default(null),
  /** How its jobs end by themselves. */
  outcome: z.enum(['successful', 'faulted']).default('successful'),
  /** What its jobs return; without it each input `in_X` comes back as `out_X`, and others under their own name. */
  output: z.record(z.string(), z.json()).optional(),
  /** `Info` of its jobs when they have ended by themselves. */
  info: z.string().optional(),
  /** What its jobs do when they are asked to stop: end early, end normally, or take no notice until they are killed. */
  onSoftStop: z.enum(['stops', 'completes', 'ignores']).default('stops'),
});

const folder = z.strictObject({
  /** Fully qualified, such as `Finance/AP`. Parents that the seed does not name are made. */
  path: z.string().regex(/^[^/]+(\/[^/]+)*$/, 'a path is one or more names with a "/" between them'),
  key: key.optional(),
  /**
   * Classic folders have an environment and robots of their own, and are there from API 9 to 16. Personal workspaces are
   * there from API 11 on.
   */
  kind: z.enum(['modern', 'classic', 'personal']).default('modern'),
  /** Name of the environment of a classic folder, which all of its robots belong to. */
  environment: z.string().min(1).max(100).default('Production'),
  processes: z.array(process).readonly().default([]),
  /** How many unattended robots serve the folder; each runs one job at a time. With 0 a start is refused with 1671. */
  unattendedRobots: z.int().min(0).max(10_000).default(1),
  /** How many of the robots are on machines that are connected; all when absent. The others run nothing: jobs wait for them. */
  connectedRobots: z.int().min(0).max(10_000).optional(),
  /** Whether a machine with unattended runtimes is assigned. Without one a start is refused with 2818, except in classic folders. */
  unattendedMachine: z.boolean().default(true),
  /** How many jobs of one process may be Pending at once. A start that would make more is refused with 1670. Any number when absent. */
  mostPendingJobs: z.int().min(0).max(10_000).optional(),
});

const user = z.strictObject({
  username: name,
  password: z.string().min(1),
  /** Whether the user may log in. Tokens of one who may not stay good. */
  active: z.boolean().default(true),
  /** Whether an unattended robot is defined on the user. Without one, starts that need it are refused with 1230: `attended` processes, and `RunAsMe`. */
  unattendedRobot: z.boolean().default(true),
  /** Whether the folders' robots are configured for the user. If not, a start that names `RobotIds` is refused with 1302. */
  mayChooseRobots: z.boolean().default(true),
  ...userAccess,
});

const tenant = z.strictObject({
  name,
  users: z.array(user).min(1).readonly(),
  ...tenantAccess,
  /** Once it has expired, starts are refused. */
  licence: licenceSeed.prefault({}),
  folders: z.array(folder).readonly().default([]),
});

/** Checks a seed and fills in what may be left out. */
export const seedSchema = z
  .strictObject({
    /** The first one is the default tenant, for logins that name none. */
    tenants: z.array(tenant).min(1).readonly(),
    ...organizationAccess,
  })
  .superRefine(checkAccess)
  .superRefine(({ tenants }, context) => {
    const seen = new Set<string>();
    const once = (what: string, path: readonly (string | number)[]): void => {
      if (seen.has(what)) context.addIssue({ code: 'custom', path: [...path], message: 'this is there twice' });
      seen.add(what);
    };
    for (const [t, { name: tenantName, folders }] of tenants.entries()) {
      once(`tenant ${tenantName.toLowerCase()}`, ['tenants', t, 'name']);
      for (const [f, { path, key: folderKey, processes }] of folders.entries()) {
        const at = ['tenants', t, 'folders', f];
        once(`folder ${t} ${path.toLowerCase()}`, [...at, 'path']);
        if (folderKey !== undefined) once(folderKey.toLowerCase(), [...at, 'key']);
        for (const [p, { name: processName, key: processKey }] of processes.entries()) {
          once(`process ${t} ${f} ${processName.toLowerCase()}`, [...at, 'processes', p, 'name']);
          if (processKey !== undefined) once(processKey.toLowerCase(), [...at, 'processes', p, 'key']);
        }
      }
    }
  });

/** What an Orchestrator holds before anybody has done anything, as a user of the fake writes it. */
export type Seed = z.input<typeof seedSchema>;

/** A checked seed with its defaults filled in. */
export type CheckedSeed = z.output<typeof seedSchema>;

/** The seed of one tenant, with defaults filled in. */
export type TenantSeed = z.output<typeof tenant>;

/** The seed of one folder, with defaults filled in. */
export type FolderSeed = z.output<typeof folder>;

/** The seed of one argument, with defaults filled in. */
export type ArgumentSeed = z.output<typeof argumentSeed>;

/** The seed of one process, with defaults filled in. */
export type ProcessSeed = z.output<typeof process>;
