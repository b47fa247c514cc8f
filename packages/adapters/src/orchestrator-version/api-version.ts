import type { HttpReply } from '../network/index.js';

/**
 * The highest API version a reply says is supported, such as 17 of `16.0, 17.0`; undefined when it does not say. Every
 * reply of Orchestrator carries the header (measured from 20.10 to 25.10, github.com/UiPath-Services/UiPathOrch).
 */
export function apiVersionOf({ headers }: HttpReply): number | undefined {
  const text = headers['api-supported-versions'] ?? '';
  if (lastRead?.text !== text) lastRead = { text, version: highestOf(text) };
  return lastRead.version;
}

/** Every reply is asked, and nearly all say the same. */
let lastRead: { readonly text: string; readonly version: number | undefined } | undefined;

function highestOf(text: string): number | undefined {
  const versions = text
    .split(',')
    .map((version) => /^\s*(\d{1,3})(?:\.\d+)?\s*$/.exec(version)?.[1])
    .filter((major) => major !== undefined);
  return versions.length === 0 ? undefined : Math.max(...versions.map(Number));
}
