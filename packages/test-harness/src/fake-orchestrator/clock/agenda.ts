/** Something to do at an instant of the virtual clock, in milliseconds since 1970. */
export interface Appointment {
  readonly dueMs: number;
  readonly run: () => void;
}

/** Appointments in the order in which they fall due; those due at the same instant keep the order in which they were made. */
export interface Agenda {
  add(appointment: Appointment): void;
  /** When the next one is due, in milliseconds since 1970; `undefined` when there is none. */
  nextDueMs(): number | undefined;
  /** Takes out the next one if it is due at `untilMs` or before. */
  takeDue(untilMs: number): Appointment | undefined;
  clear(): void;
}

/** An empty agenda. */
export function createAgenda(): Agenda {
  const appointments: Appointment[] = [];

  return {
    add(appointment) {
      const before = appointments.findLastIndex((other) => other.dueMs <= appointment.dueMs);
      appointments.splice(before + 1, 0, appointment);
    },
    nextDueMs: () => appointments[0]?.dueMs,
    takeDue(untilMs) {
      const next = appointments[0];
      return next !== undefined && next.dueMs <= untilMs ? appointments.shift() : undefined;
    },
    clear() {
      appointments.length = 0;
    },
  };
}
