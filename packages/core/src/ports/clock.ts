/** Time. The core knows no other. */
export interface Clock {
  /** Milliseconds since 1970; never less than before. */
  nowMs(): number;
  /** Calls `run` once, `delayMs` from now, unless cancelled. Does not keep the process alive. */
  after(delayMs: number, run: () => void): Cancel;
}

/** Takes back what was planned; harmless when it has happened. */
export type Cancel = () => void;
