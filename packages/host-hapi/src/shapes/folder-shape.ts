import type { Folder } from '@cuelight/core';
import { z } from 'zod';

/** A folder of Orchestrator, as it is shown. */
export const folderShape = z.strictObject({ key: z.string(), id: z.int(), name: z.string(), path: z.string() });

/** Shows a folder. */
export function showFolder({ key, id, name, path }: Folder): z.infer<typeof folderShape> {
  return { key, id, name, path };
}
