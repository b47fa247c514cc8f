import type { App } from '@cuelight/core';
import { z } from 'zod';
import { showTime } from './text.js';

/** An app, as it is shown. */
export const appShape = z.strictObject({
  id: z.string(),
  name: z.string(),
  origins: z.array(z.string()),
  createdAt: z.string(),
});

/** Shows an app. */
export function showApp({ id, name, origins, createdAtMs }: App): z.infer<typeof appShape> {
  return { id, name, origins: [...origins], createdAt: showTime(createdAtMs) };
}
