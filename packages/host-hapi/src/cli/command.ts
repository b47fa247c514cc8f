/** Where a command writes, and what it is told by. */
export interface Terminal {
  /** Standard output: what was asked for. One line. */
  print(line: string): void;
  /** Standard error: progress, advice, complaints. One line. */
  tell(line: string): void;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** 0: done. 1: it could not be done. 2: it was not asked for in the right way. */
export type ExitCode = 0 | 1 | 2;

/** A command as data: help and the check of its flags derive from it. */
export interface Command {
  /** Its words, such as `keys create`. */
  readonly name: string;
  /** What it does, one sentence. */
  readonly summary: string;
  /** Names of the values it takes without a flag, all required. */
  readonly operands: readonly string[];
  /** Names of those that may be left out, after the required ones. */
  readonly optionalOperands?: readonly string[];
  readonly flags: Readonly<Record<string, Flag>>;
  run(given: Given, terminal: Terminal): Promise<ExitCode>;
}

/** A flag of a command. */
export interface Flag {
  /** What value it takes; absent for a switch, which takes none and may be left out. */
  readonly value?: string;
  readonly meaning: string;
  /** Whether it may be left out. */
  readonly isOptional?: true;
}

/** What a command was given. */
export interface Given {
  /** The value of a required flag or operand. */
  valueOf(name: string): string;
  /** The value of a flag that may be left out. */
  optionalValueOf(name: string): string | undefined;
  /** Whether a switch was given. */
  has(name: string): boolean;
}
