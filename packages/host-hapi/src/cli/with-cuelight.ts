import type { Cuelight, Failure, Result } from '@cuelight/core';
import { compose } from '../composition/compose.js';
import { cannot } from './cannot.js';
import type { ExitCode, Terminal } from './command.js';
import { withStorage } from './with-storage.js';

/**
 * Runs one use case on the database of the settings, beside a service that may be running on it. Tells why when it
 * cannot be done.
 *
 * @param report told of the value when it was done; may answer that the command has failed all the same
 * @param how `isReading` when nothing is changed
 */
export function withCuelight<T>(
  terminal: Terminal,
  run: (cuelight: Cuelight) => Promise<Result<T, Failure>>,
  report: (value: T) => ExitCode | undefined | Promise<ExitCode>,
  how: { readonly isReading?: boolean } = {},
): Promise<ExitCode> {
  return withStorage(terminal, async ({ settings: { publicUrl, ...outgoing }, ...storage }) => {
    // What changes something does without a public URL: Orchestrator would call a service that knows nothing of it yet, and
    // that sees to its webhooks itself before long.
    const callback = how.isReading === true && publicUrl !== undefined && { publicUrl };
    const composed = compose({
      ...{ ...storage, ...outgoing, ...callback },
      hearsDeliveries: false,
      notices: { notice() {} },
    });
    try {
      const done = await run(composed.cuelight.as({ kind: 'command-line' }));
      if (done.ok) return (await report(done.value)) ?? 0;
      return cannot(done.failure, terminal);
    } finally {
      await composed.dispose();
    }
  });
}
