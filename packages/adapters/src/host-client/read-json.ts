import { type Clock, isJsonObject, type JsonObject } from '@cuelight/core';
import { answerWithinMs } from './way.js';

/** Longer than any answer of the service: the output of a job is far below a mebibyte. */
const mostBytes = 16 * 1024 * 1024;

/** The JSON object in the body of an answer; undefined when it is none, too large, broken, or does not come in time. */
export async function readJson(response: Response, clock: Clock): Promise<JsonObject | undefined> {
  if (!/[/+]json\b/.test(response.headers.get('content-type') ?? '')) {
    response.body?.cancel().catch(() => {});
    return undefined;
  }
  try {
    const text = await readText(response, clock);
    const value: unknown = text === undefined ? undefined : JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

async function readText({ body }: Response, clock: Clock): Promise<string | undefined> {
  const reader = body?.getReader();
  if (reader === undefined) return undefined;
  let isLate = false;
  const cancel = clock.after(answerWithinMs, () => {
    isLate = true;
    reader.cancel().catch(() => {});
  });
  const decoder = new TextDecoder();
  let [text, bytes] = ['', 0];
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      bytes += next.value.byteLength;
      if (bytes > mostBytes) return undefined;
      text += decoder.decode(next.value, { stream: true });
    }
    return isLate ? undefined : text + decoder.decode();
  } finally {
    cancel();
    reader.cancel().catch(() => {});
  }
}
