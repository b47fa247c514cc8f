import type { Site } from '../site.js';
import type { ApiRequest } from './api-request.js';
import { cloudPathOf } from './cloud-path.js';
import { failure, type Reply } from './reply.js';

/**
 * Refuses with 503 what a maintenance mode does not let through; `undefined` when it does: Draining refuses starts, and
 * Suspended everything but `/api/Status`. Source: UiPath swagger 2019.10, 503 of StartJobs; what Suspended refuses, and the
 * wording, are assumed.
 */
export function maintenanceRefusal({ maintenance, profile }: Site, { path }: ApiRequest): Reply | undefined {
  const state = maintenance.state();
  const plain = (profile.hasCloudPaths ? cloudPathOf(path)?.rest : undefined) ?? path;
  const isOpen = state === 'None' || /^\/api\/Status\//i.test(plain);
  if (isOpen || (state === 'Draining' && !/\.StartJobs(\(\))?\/?$/i.test(plain))) return undefined;
  return failure(503, 0, 'The service is in maintenance mode.');
}
