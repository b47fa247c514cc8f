import type { Diagnosis } from './diagnosis.js';
import type { Symptom } from './questions/question.js';

/** A diagnosis of a connection, and of what it was made. */
export interface Checked {
  readonly connectionId: string;
  /** The process reference that was looked at as well, if any. */
  readonly processId?: string;
  readonly symptom?: Symptom;
  /** Milliseconds since 1970. */
  readonly checkedAtMs: number;
  readonly diagnosis: Diagnosis;
}

/** The last diagnosis of each connection and process, in memory: nothing of it outlasts the process. */
export interface LastDiagnoses {
  keep(checked: Checked): void;
  find(connectionId: string, processId?: string): Checked | undefined;
  all(): readonly Checked[];
  /** Keeps nothing of a connection that is gone. */
  forget(connectionId: string): void;
}

/** The oldest go first when there are more. */
const mostKept = 2_000;

/** Keeps nothing yet. */
export function createLastDiagnoses(): LastDiagnoses {
  const kept = new Map<string, Checked>();
  const nameOf = (connectionId: string, processId = '') => `${connectionId} ${processId}`;

  return {
    keep(checked) {
      const name = nameOf(checked.connectionId, checked.processId);
      kept.delete(name);
      const [oldest] = kept.keys();
      if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest);
      kept.set(name, checked);
    },
    find: (connectionId, processId) => kept.get(nameOf(connectionId, processId)),
    all: () => [...kept.values()],
    forget(connectionId) {
      for (const [name, checked] of kept) if (checked.connectionId === connectionId) kept.delete(name);
    },
  };
}
