import { Readable } from 'node:stream';
import type { ToldEvent, ToldEvents } from './answer.js';

/**
 * The body of a stream of server-sent events (HTML standard, section "Server-sent events"). Reads an event only when the
 * last one was taken, so a slow listener holds nothing here; sends a comment when it was silent for `keepAliveMs`, so
 * that proxies keep the line open. Destroying the body, as a listener that hangs up does, ends the events; events that
 * cannot be read or told destroy the body.
 */
export function eventStreamBody(events: ToldEvents, keepAliveMs: number): Readable {
  let isReading = false;
  const body = new Readable({
    read() {
      if (isReading) return;
      isReading = true;
      events
        .next()
        .then((next) => {
          isReading = false;
          if (next.done === true) clearInterval(silence);
          else silence.refresh();
          body.push(next.done === true ? null : format(next.value));
        })
        .catch((error: Error) => body.destroy(error));
    },
    destroy(error, done) {
      clearInterval(silence);
      events.close();
      done(error);
    },
  });
  const silence = setInterval(() => {
    // What still waits to be taken keeps the line alive by itself.
    if (body.readableLength === 0) body.push(': keep-alive\n\n');
  }, keepAliveMs).unref();
  return body;
}

function format({ name, data }: ToldEvent): string {
  return `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
