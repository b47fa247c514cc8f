import { fail, type Result, succeed } from '../result.js';

declare const orchestratorUrl: unique symbol;

/** The base address of an Orchestrator: https (or loopback http), no trailing slash, no query. */
export type OrchestratorUrl = string & { readonly [orchestratorUrl]: true };

/** Why an address cannot be an Orchestrator's. */
export type OrchestratorUrlRefusal =
  /** Not a URL at all. */
  | 'not-a-url'
  /** A user name or password in the address: credentials belong in `credential`, where they are encrypted. */
  | 'has-credentials'
  | 'has-query'
  | 'has-fragment'
  /** Neither https nor loopback http. The product's guide requires HTTPS between both parties. */
  | 'not-https';

/** What each refusal means and what to do, for the person who typed the address. */
export const orchestratorUrlRefusals: Record<OrchestratorUrlRefusal, string> = {
  'not-a-url': 'is not a URL; give it as https://host:port, with the port when it is not 443',
  'has-credentials':
    'holds a user name or password; remove them and give them in "credential", where they are encrypted',
  'has-query': 'has a query (the part from "?" on); give only the address Orchestrator itself is opened at',
  'has-fragment': 'has a fragment (the part from "#" on); give only the address Orchestrator itself is opened at',
  'not-https': 'must use https; plain http is accepted for this machine itself (loopback) only',
};

/**
 * Reads the address of an Orchestrator.
 *
 * @returns the address without trailing slash, or why it is refused. The text itself is in no failure, since it may
 *   hold a password.
 */
export function parseOrchestratorUrl(text: string): Result<OrchestratorUrl, OrchestratorUrlRefusal> {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return fail('not-a-url');
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return fail('not-https');
  if (url.username !== '' || url.password !== '') return fail('has-credentials');
  if (text.includes('#')) return fail('has-fragment');
  if (text.includes('?')) return fail('has-query');
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname)) return fail('not-https');
  return succeed(`${url.origin}${url.pathname.replace(/\/+$/, '')}` as OrchestratorUrl);
}

/** The origin (scheme, host, port) of an address that was parsed: what a credential is bound to. */
export function originOf(url: OrchestratorUrl): string {
  return new URL(url).origin;
}

/** Whether a host name of a parsed URL can only be this machine: `localhost`, 127.0.0.0/8 or `[::1]`. */
export function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname);
}
