import type { IncomingMessage } from 'node:http';
import { isJsonObject, type JsonObject, parseJson } from '../fake-orchestrator/json.js';

/** A request as the vault sees it. */
export interface VaultRequest {
  readonly method: string;
  /** The parts of the path, decoded, without empty ones: the SDK ends "the newest version" with a slash. */
  readonly segments: readonly string[];
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** How many bytes of body came. */
  readonly bytes: number;
  /** The body; undefined when it is no JSON object. */
  readonly body: JsonObject | undefined;
}

/** Reads a request to its end; undefined when its target is malformed. */
export async function readVaultRequest(incoming: IncomingMessage): Promise<VaultRequest | undefined> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const body = parseJson(bytes.toString('utf8'));
  try {
    const { pathname, searchParams } = new URL(incoming.url ?? '/', 'https://fake.invalid');
    return {
      method: incoming.method ?? 'GET',
      segments: pathname
        .split('/')
        .filter((part) => part !== '')
        .map(decodeURIComponent),
      query: searchParams,
      headers: incoming.headers,
      bytes: bytes.length,
      body: isJsonObject(body) ? body : undefined,
    };
  } catch {
    return undefined;
  }
}
