import type { ApiKey } from '@cuelight/core';
import { z } from 'zod';
import { showTime } from './text.js';

/** What a key may do. */
export const scope = z.enum(['admin', 'designer', 'runtime']);

/** An API key, as it is shown: without its text and without the hash of it. */
export const apiKeyShape = z.strictObject({ id: z.string(), name: z.string(), scope, createdAt: z.string() });

/** Shows an API key. */
export function showApiKey({ id, name, scope, createdAtMs }: ApiKey): z.infer<typeof apiKeyShape> {
  return { id, name, scope, createdAt: showTime(createdAtMs) };
}
