import type { Cuelight, Failure, Result } from '@cuelight/core';
import { failures } from '@cuelight/core';
import { compose } from '../composition/compose.js';
import type { ExitCode, Terminal } from './command.js';
import { withStorage } from './with-storage.js';

/**
 * Runs one use case on the database of the settings, beside a service that may be running on it. Tells why when it
 * cannot be done.
 *
 * @param report told of the value when it was done
 */
export function withCuelight<T>(
  terminal: Terminal,
  run: (cuelight: Cuelight) => Promise<Result<T, Failure>>,
  report: (value: T) => void,
): Promise<ExitCode> {
  return withStorage(terminal, async (storage) => {
    const composed = compose({ ...storage, notices: { notice() {} } });
    try {
      const done = await run(composed.cuelight.as({ kind: 'command-line' }));
      if (done.ok) report(done.value);
      else terminal.tell(`${done.failure.detail} ${failures[done.failure.code].remedy}`);
      return done.ok ? 0 : 1;
    } finally {
      await composed.dispose();
    }
  });
}
