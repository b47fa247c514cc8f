/** Source: UiPath swagger 2019.10 and 2020.10, MaintenanceSetting. */
export const maintenanceStates = ['None', 'Draining', 'Suspended'] as const;
/** Whether an Orchestrator works as usual, takes no new jobs, or does nothing at all. */
export type MaintenanceState = (typeof maintenanceStates)[number];

/** The maintenance mode of the whole Orchestrator. */
export interface Maintenance {
  state(): MaintenanceState;
  enter(state: MaintenanceState): void;
}

/** None, at first. */
export function createMaintenance(): Maintenance {
  let current: MaintenanceState = 'None';
  return {
    state: () => current,
    enter(state) {
      current = state;
    },
  };
}
