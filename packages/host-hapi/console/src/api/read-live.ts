import { serverEvents } from './server-events.js';

/** An answer that came as the last event. */
export interface LastAnswer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Reads an answer that is told live, up to its end.
 *
 * @param onCheck hears of each check on the way to it
 * @returns undefined when the line broke before
 */
export async function readLive(
  body: ReadableStream<Uint8Array>,
  onCheck: (check: unknown) => void,
): Promise<LastAnswer | undefined> {
  try {
    for await (const { name, data } of serverEvents(body)) {
      if (name === 'check') onCheck(data);
      if (name === 'answer') return data as LastAnswer;
    }
  } catch {
    // The network, or something between here and the service: either way it is over.
  }
  return undefined;
}
