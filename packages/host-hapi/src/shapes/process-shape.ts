import type { Process } from '@cuelight/core';
import { z } from 'zod';

const argumentShape = z.strictObject({
  name: z.string(),
  type: z.enum(['string', 'integer', 'number', 'boolean', 'date-time', 'object', 'array', 'unknown']),
  required: z.boolean(),
  hasDefault: z.boolean(),
  clrType: z.string().exactOptional(),
});

/** A process of Orchestrator, as it is shown. */
export const processShape = z.strictObject({
  releaseKey: z.string(),
  name: z.string(),
  packageId: z.string(),
  version: z.string(),
  folderKey: z.string(),
  attended: z.boolean().exactOptional(),
  arguments: z.strictObject({ input: z.array(argumentShape), output: z.array(argumentShape) }),
});

/** Shows a process. */
export function showProcess(process: Process): z.infer<typeof processShape> {
  const { releaseKey, name, packageId, version, folderKey, attended } = process;
  return {
    releaseKey,
    name,
    packageId,
    version,
    folderKey,
    ...(attended !== undefined && { attended }),
    arguments: { input: [...process.arguments.input], output: [...process.arguments.output] },
  };
}
