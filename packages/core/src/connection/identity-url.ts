import { type Result, succeed } from '../result.js';
import {
  type OrchestratorUrl,
  type OrchestratorUrlRefusal,
  originOf,
  parseOrchestratorUrl,
} from './orchestrator-url.js';

declare const identityUrl: unique symbol;

/**
 * The base address of an identity server, such as `https://host/identity`: its token endpoint is below it, at
 * `/connect/token`. It is read by the same rules as an Orchestrator's address.
 */
export type IdentityUrl = OrchestratorUrl & { readonly [identityUrl]: true };

/** What each refusal means and what to do, for the person who typed the address of an identity server. */
export const identityUrlRefusals: Record<OrchestratorUrlRefusal, string> = {
  'not-a-url': 'is not a URL; give it as https://host:port/identity, with the port when it is not 443',
  'has-credentials':
    'holds a user name or password; remove them and give them in "credential", where they are encrypted',
  'has-query': 'has a query (the part from "?" on); give only the address below which /connect/token is',
  'has-fragment': 'has a fragment (the part from "#" on); give only the address below which /connect/token is',
  'not-https': 'must use https; plain http is accepted for this machine itself (loopback) only',
};

/**
 * Reads the address of an identity server. That of its token endpoint will do as well: what follows the base is cut off.
 *
 * @returns the address without trailing slash, or why it is refused, without the text itself
 */
export function parseIdentityUrl(text: string): Result<IdentityUrl, OrchestratorUrlRefusal> {
  const parsed = parseOrchestratorUrl(text);
  return parsed.ok ? succeed(parsed.value.replace(/(?:\/+connect\/token)+$/, '') as IdentityUrl) : parsed;
}

/**
 * Where the identity server of an Orchestrator is, if nobody says: addresses on the same host, the likeliest first.
 * Below `/{org}/{tenant}/orchestrator_`, as on Automation Suite and in the cloud, it is `/{org}/identity_` or
 * `/identity_`; else, as after the standalone installer, `/identity` (UiPath Orchestrator API guide, "Accessing UiPath
 * resources using external applications").
 */
export function usualIdentityUrls(orchestratorUrl: OrchestratorUrl): readonly IdentityUrl[] {
  const origin = originOf(orchestratorUrl);
  const organization = organizationOf(orchestratorUrl);
  const paths = organization === undefined ? ['/identity'] : [`/${organization}/identity_`, '/identity_'];
  return paths.map((path) => `${origin}${path}` as IdentityUrl);
}

/** Whether the address names the tenant by itself, as on Automation Suite and in the cloud. */
export function namesTenant(orchestratorUrl: OrchestratorUrl): boolean {
  return organizationOf(orchestratorUrl) !== undefined;
}

function organizationOf(orchestratorUrl: OrchestratorUrl): string | undefined {
  return /^\/([^/]+)\/[^/]+\/orchestrator_$/i.exec(new URL(orchestratorUrl).pathname)?.[1];
}
