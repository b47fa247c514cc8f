import { z } from 'zod';
import type { VersionProfile } from '../profile/version-profile.js';

/** Source of the members: UiPath swagger 2020.10, StartProcessDto; of the values of RuntimeType too. */
const strategies = ['All', 'Specific', 'RobotCount', 'JobsCount', 'ModernJobsCount'] as const;
const runtimes = [
  'NonProduction',
  'Attended',
  'Unattended',
  'Studio',
  'Development',
  'StudioX',
  'Headless',
  'StudioPro',
  'TestAutomation',
] as const;

const checkedFields = {
  ReleaseKey: z.string(),
  Strategy: z.enum(strategies).optional(),
  RobotIds: z.array(z.int()).nullish(),
  NoOfRobots: z.int().nullish(),
  JobsCount: z.int().nullish(),
  Source: z.enum(['Manual', 'Schedule', 'Queue']).nullish(),
  JobPriority: z.enum(['Low', 'Normal', 'High']).nullish(),
  SpecificPriorityValue: z.int().min(1).max(100).nullish(),
  RuntimeType: z.enum(runtimes).nullish(),
  InputArguments: z.string().nullish(),
  Reference: z.string().nullish(),
  RunAsMe: z.boolean().nullish(),
};

const checked = z.object(checkedFields);

/** How to start a process: the members that the fake acts on. */
export type StartInfo = z.output<typeof checked>;

/** Binds the body of StartJobs: members that the version does not know are refused, those without effect here are let through. */
export function startBodySchema({
  startInfoFields,
  startStrategies,
  ignoresCase,
}: VersionProfile): z.ZodType<{ readonly startInfo: StartInfo }> {
  const startInfo = checked
    .loose()
    .refine((value) => Object.keys(value).every((field) => startInfoFields.includes(field)))
    .refine(({ Strategy }) => Strategy === undefined || startStrategies.includes(Strategy))
    .transform((value) => checked.parse(value));
  const declared = new Map(startInfoFields.map((field) => [field.toLowerCase(), field]));
  const inDeclaredCase = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value).map(([name, inner]) => [declared.get(name.toLowerCase()) ?? name, inner]),
        )
      : value;
  return z.strictObject({ startInfo: ignoresCase ? z.preprocess(inDeclaredCase, startInfo) : startInfo });
}
