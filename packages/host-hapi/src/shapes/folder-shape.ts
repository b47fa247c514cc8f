import type { Folder } from '@cuelight/core';
import { z } from 'zod';

/** A folder of Orchestrator, as it is shown. */
export const folderShape = z.strictObject({
  key: z.string(),
  id: z.int(),
  name: z.string(),
  path: z.string(),
  kind: z.enum(['modern', 'classic', 'personal']).exactOptional(),
});

/** Shows a folder. */
export function showFolder({ key, id, name, path, kind }: Folder): z.infer<typeof folderShape> {
  return { key, id, name, path, ...(kind !== undefined && { kind }) };
}
