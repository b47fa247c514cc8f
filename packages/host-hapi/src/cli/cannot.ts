import { type Failure, failures } from '@cuelight/core';
import type { ExitCode, Terminal } from './command.js';

/** Tells why a command cannot go on, and what to do about it. */
export function cannot({ code, detail }: Failure, { tell }: Pick<Terminal, 'tell'>): ExitCode {
  tell(`${detail} ${failures[code].remedy}`);
  return 1;
}
