import { once } from 'node:events';
import type { Flags } from './flags.js';

/** A command that runs a fake. */
export interface FakeCommand<Options> {
  /** As a sentence names the fake, such as `fake Orchestrator`. */
  readonly fake: string;
  /** What `--help` prints. */
  readonly help: string;
  readonly readFlags: (args: readonly string[]) => Flags<Options>;
  /** Starts the fake; `ready` is printed as one line of JSON. */
  readonly start: (options: Options) => Promise<{ readonly ready: object; close(): Promise<void> }>;
}

/**
 * Runs a fake: prints one line of JSON when it is ready and runs until SIGTERM, SIGINT or SIGHUP.
 * @param args what follows the command's name
 * @returns the exit code: 2 for a wrong flag, 1 when it cannot start, 0 after a signal or `--help`
 */
export async function runFakeCommand<Options>(command: FakeCommand<Options>, args: readonly string[]): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(command.help);
    return 0;
  }
  const flags = command.readFlags(args);
  if (!flags.ok) {
    process.stderr.write(`${flags.problem}\n`);
    return 2;
  }
  try {
    const fake = await command.start(flags.options);
    const asked = Promise.race([once(process, 'SIGTERM'), once(process, 'SIGINT'), once(process, 'SIGHUP')]);
    process.stdout.write(`${JSON.stringify(fake.ready)}\n`);
    await asked;
    await fake.close();
    return 0;
  } catch (error) {
    const why = error instanceof Error ? error.message : error;
    process.stderr.write(`The ${command.fake} cannot start: ${why}\n`);
    return 1;
  }
}
