import tls from 'node:tls';
import { type Clock, type Failure, fail, type Result, sleep, succeed } from '@cuelight/core';
import { Agent } from 'undici';
import { usualAuthorities } from '../../trust/index.js';
import type { HashicorpVaultOptions } from './options.js';
import { errorsOf, type VaultReply } from './vault-reply.js';

/** A request to Vault; each may be sent again. */
export interface VaultRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Below `/v1/`, each segment in a form that a URL holds. */
  readonly path: string;
  readonly token?: string;
  readonly body?: object;
}

/** Sends requests to Vault over TLS, again where the failure may pass, within bounded time. */
export interface VaultClient {
  /** Until when what begins now may take, in milliseconds since 1970. */
  deadline(): number;
  /**
   * Sends until it gets a reply, but no longer than that. Any reply but one that says "not now" is a success, whatever its status. Failures: `secret-unavailable`, with
   * `retryAfterMs` where Vault said so.
   */
  send(request: VaultRequest, untilMs: number): Promise<Result<VaultReply, Failure>>;
  /** Closes the connections. */
  close(): Promise<void>;
}

const mostTries = 3;
const firstPauseMs = 200;
const mostReplyBytes = 4 * 1024 * 1024;

/** Statuses that pass: a replica that is behind, a quota, a node that is not the one. Source: Vault API docs, "HTTP status codes". */
const passing = [412, 429, 472, 473, 500, 502, 503, 504];

/** Throws when the address is not one of https, or holds more than host, port and path. */
export function createVaultClient(options: HashicorpVaultOptions, clock: Clock): VaultClient {
  const { namespace, caPem, operationMs = 10_000, requestMs = 4_000 } = options;
  const { origin, basePath } = parsedAddress(options.address);
  const agent = new Agent({
    connections: 16,
    maxResponseSize: mostReplyBytes,
    connect: {
      timeout: requestMs,
      // Else NODE_TLS_REJECT_UNAUTHORIZED=0 would turn the verification off.
      rejectUnauthorized: true,
      ...(caPem !== undefined && { secureContext: tls.createSecureContext({ ca: [...usualAuthorities(), caPem] }) }),
    },
  });

  async function once(at: string, request: VaultRequest, allowedMs: number): Promise<VaultReply | Error> {
    const { method, path, token, body } = request;
    try {
      const {
        statusCode,
        headers,
        body: stream,
      } = await agent.request({
        origin: at,
        method,
        path: `${basePath}/v1/${path}`,
        headers: {
          'x-vault-request': 'true',
          ...(token !== undefined && { 'x-vault-token': token }),
          ...(namespace !== undefined && { 'x-vault-namespace': namespace }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(allowedMs),
      });
      const text = await stream.text();
      const flat = Object.entries(headers).map(([name, value]) => [name, String(value)] as const);
      return { status: statusCode, headers: Object.fromEntries(flat), body: text === '' ? {} : membersIn(text) };
    } catch (error) {
      return error instanceof Error ? error : new Error('The request failed.');
    }
  }

  return {
    deadline: () => clock.nowMs() + operationMs,
    async send(request, untilMs) {
      let at = origin;
      for (let tries = 1; ; tries += 1) {
        const leftMs = untilMs - clock.nowMs();
        const outcome = await once(at, request, Math.max(Math.min(requestMs, leftMs), 1));
        const active = activeNodeIn(outcome);
        if (active !== undefined && tries < mostTries) {
          at = active;
          continue;
        }
        const failure = failureOf(outcome, at);
        if (failure === undefined && !(outcome instanceof Error)) return succeed(outcome);
        const pauseMs = failure?.retryAfterMs ?? firstPauseMs * 2 ** (tries - 1);
        const isOver = tries === mostTries || clock.nowMs() + pauseMs >= untilMs || !mayPass(outcome);
        if (isOver) return fail(failure ?? unavailable(`${at} could not be used.`));
        await sleep(clock, pauseMs);
        // A node that does not know the active one, or is gone, is asked about anew where we were told to ask.
        at = origin;
      }
    },
    close: () => agent.destroy(),
  };
}

/** The one code that Vault's absence, refusal or confusion has: never taken for an absent secret. */
export function unavailable(detail: string, retryAfterMs?: number): Failure {
  return { code: 'secret-unavailable', detail, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

/**
 * Where a standby sends its clients; the token goes along, as with Vault's own client, since a node that proved who it
 * is said so. Never from https to http.
 */
function activeNodeIn(outcome: VaultReply | Error): string | undefined {
  if (outcome instanceof Error || ![301, 302, 307, 308].includes(outcome.status)) return undefined;
  const { location = '' } = outcome.headers;
  return URL.canParse(location) && new URL(location).protocol === 'https:' ? new URL(location).origin : undefined;
}

function failureOf(outcome: VaultReply | Error, at: string): Failure | undefined {
  if (outcome instanceof Error) return networkFailure(outcome, at);
  const { status } = outcome;
  if (isSealed(outcome)) return unavailable(`Vault at ${at} is sealed.`);
  if (status >= 300 && status < 400) return unavailable(`${at} sends its callers elsewhere (HTTP ${status}).`);
  if (!passing.includes(status)) return undefined;
  const why = status === 429 ? 'asks for fewer requests' : 'cannot answer at the moment';
  return unavailable(`Vault at ${at} ${why} (HTTP ${status}).`, retryAfterMsIn(outcome));
}

function mayPass(outcome: VaultReply | Error): boolean {
  if (outcome instanceof Error) return !/^(?:ERR_TLS|CERT_|UNABLE_|SELF_|DEPTH_|CUELIGHT_)/.test(codeOf(outcome));
  return passing.includes(outcome.status) && !isSealed(outcome);
}

function isSealed(reply: VaultReply): boolean {
  return reply.status === 503 && errorsOf(reply).some((error) => /sealed/i.test(error));
}

function networkFailure(error: Error, at: string): Failure {
  const code = codeOf(error);
  if (/^(?:ERR_TLS|CERT_|UNABLE_|SELF_|DEPTH_)/.test(code)) {
    return unavailable(`The certificate of Vault at ${at} is not trusted (${code}).`);
  }
  if (code === notVaultCode) return unavailable(`Something answers at ${at}, but not as Vault does.`);
  if (/Timeout|TIMEOUT/.test(code)) return unavailable(`Vault at ${at} did not answer in time.`);
  return unavailable(`No connection to Vault at ${at} (${code}).`);
}

const notVaultCode = 'CUELIGHT_NOT_VAULT';

function membersIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  } catch {
    // Told below; the parser's own message would quote the text.
  }
  throw Object.assign(new Error('The answer is no JSON object.'), { code: notVaultCode });
}

/** Seconds only, as Vault sends them. */
function retryAfterMsIn({ headers }: VaultReply): number | undefined {
  const text = headers['retry-after'] ?? '';
  return /^\d{1,6}$/.test(text) ? Number(text) * 1_000 : undefined;
}

/** Only codes are told: a message may quote what the other side sent. */
function codeOf(error: Error): string {
  const code = 'code' in error ? error.code : undefined;
  return typeof code === 'string' && /^\w{1,64}$/.test(code) ? code : error.name;
}

function parsedAddress(address: string): { readonly origin: string; readonly basePath: string } {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== 'https:' || `${url.username}${url.password}${url.search}${url.hash}` !== '') {
    throw new Error('The address of Vault has to be one of https, such as https://vault.example:8200.');
  }
  return { origin: url.origin, basePath: url.pathname.replace(/\/+$/, '') };
}
