import type { HttpReply } from './exchange.js';

/**
 * The highest API version a reply says is supported, such as 17 of `16.0, 17.0`; undefined when it does not say. Every
 * reply of Orchestrator carries the header (measured from 20.10 to 25.10, github.com/UiPath-Services/UiPathOrch).
 */
export function apiVersionOf({ headers }: HttpReply): number | undefined {
  const versions = (headers['api-supported-versions'] ?? '')
    .split(',')
    .map((version) => /^\s*(\d{1,3})(?:\.\d+)?\s*$/.exec(version)?.[1])
    .filter((major) => major !== undefined);
  return versions.length === 0 ? undefined : Math.max(...versions.map(Number));
}
