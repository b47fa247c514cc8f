import type { MaintenanceState } from '../maintenance.js';
import type { Site } from '../site.js';

/** Nobody who can log in has this id. */
const nobody = 0;

/**
 * Puts the Orchestrator into a maintenance mode, or ends it. Draining asks running jobs to stop softly.
 * Source: UiPath docs, "Maintenance mode". Suspended leaves jobs to their robots here (assumed).
 */
export function enterMaintenance({ maintenance, engine, world }: Site, state: MaintenanceState): void {
  maintenance.enter(state);
  if (state !== 'Draining') return;
  for (const job of world.jobs.all()) {
    if (job.state === 'Running') engine.stop(job, 'SoftStop', nobody);
  }
}
