import { createLog } from '../../logging/log.js';
import { type Serving, serve } from '../../serve.js';
import type { Command } from '../command.js';
import { settingsFor } from '../settings-for.js';

/** Runs the service until it is told to end. */
export const serveCommand: Command = {
  name: 'serve',
  summary: 'Runs the service until it gets SIGTERM or SIGINT.',
  operands: [],
  flags: {},
  async run(_, terminal) {
    const read = settingsFor(terminal);
    if (read === undefined) return 1;
    const ending = firstSignal();
    const log = createLog(read.settings.logLevel);
    // Told above too, but many keep only the log.
    for (const warning of read.warnings) log.warn({}, warning);
    const started = await serve(read.settings, log);
    if (!started.ok) {
      terminal.tell(`Cuelight cannot start: ${started.failure.detail} ${started.failure.remedy}`);
      return 1;
    }
    terminal.print(`Cuelight is ready at ${started.value.url}`);
    await endWith(started.value, await ending, terminal.tell);
    return 0;
  },
};

const signals = ['SIGTERM', 'SIGINT'] as const;

type Signal = (typeof signals)[number];

/** Watches from before the start on, so that a signal during it is not lost. */
function firstSignal(): Promise<Signal> {
  return new Promise((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve(signal));
  });
}

async function endWith(serving: Serving, signal: Signal, tell: (line: string) => void): Promise<void> {
  const exitCodes = { SIGINT: 130, SIGTERM: 143 };
  const again = (second: Signal) => process.exit(exitCodes[second]);
  for (const each of signals) process.removeAllListeners(each).once(each, again);
  tell(`Ending after ${signal}; a second signal ends at once.`);
  await serving.stop();
  for (const each of signals) process.removeListener(each, again);
  tell('Cuelight has ended.');
}
