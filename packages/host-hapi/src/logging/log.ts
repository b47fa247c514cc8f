import pino from 'pino';

/** How much is logged, from everything to nothing. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** A level of the log. */
export type LogLevel = (typeof logLevels)[number];

/**
 * Where the service tells what it does. No entry holds a secret, process data, a job key, a query, a body or a header;
 * a request is told by the template of its route.
 */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** A log of JSON lines on standard error, or wherever `write` puts them. */
export function createLog(level: LogLevel, write?: (line: string) => void): Log {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime };
  // Synchronous, so that the last words before an exit are not lost.
  return pino(options, write === undefined ? pino.destination({ dest: 2, sync: true }) : { write });
}
