import type { FakeReply } from '../fake-server/fake-reply.js';
import type { FakeRequest } from '../fake-server/fake-request.js';
import { lookupSelf, renewSelf, signInAsRole } from './answer-auth.js';
import { kvOperation } from './answer-kv.js';
import type { AppRoles } from './app-roles.js';
import type { KvEngine } from './kv-engine.js';
import { isAllowed, type PolicyRule } from './policy.js';
import type { TokenTable } from './token-table.js';
import { invalidToken, permissionDenied, refused } from './vault-reply.js';

/** Where a node stands. A standby sends clients to the active node if it knows one; else it cannot help. */
export type NodeState =
  | { readonly kind: 'active' | 'sealed' | 'performance-standby' }
  | { readonly kind: 'standby'; readonly activeUrl?: string };

/** A Vault, as its API sees it. */
export interface VaultSite {
  readonly nowMs: () => number;
  readonly mount: string;
  readonly kv: KvEngine;
  readonly tokens: TokenTable;
  readonly roles: AppRoles;
  readonly policies: Map<string, readonly PolicyRule[]>;
  /** The one namespace there is; the root when empty. */
  readonly namespace: string;
  state: NodeState;
}

/** Policies that a token may have without anybody writing them. */
const rootPolicy = 'root';

/** Answers a request. Source: Vault's HTTP API, "Seal status", "High availability", "Health". */
export function answerVault(site: VaultSite, request: FakeRequest): FakeReply {
  const path = request.path.replace(/^\/v1\//, '');
  if (path === 'sys/health') return health(site.state);
  if (site.state.kind === 'sealed') return refused(503, 'Vault is sealed');
  if (site.state.kind === 'standby') return toActive(site.state.activeUrl, request);
  const namespace = String(request.headers['x-vault-namespace'] ?? '').replace(/^\/|\/$/g, '');
  if (namespace !== site.namespace) return noRoute(path);
  if (path === 'auth/approle/login') return signInAsRole(site.roles, site.tokens, request);
  return answerToToken(site, path, request);
}

function answerToToken(site: VaultSite, path: string, request: FakeRequest): FakeReply {
  const token = site.tokens.find(tokenOf(request));
  if (token === undefined) return invalidToken;
  // The default policy, which every token has, allows these two.
  if (path === 'auth/token/lookup-self') return lookupSelf(site.tokens, token);
  if (path === 'auth/token/renew-self') return renewSelf(site.tokens, token);

  const isInMount = path.startsWith(`${site.mount}/`);
  const operation = isInMount
    ? kvOperation(site.kv, site.nowMs, path.slice(site.mount.length + 1), request)
    : undefined;
  const rules = token.policies.flatMap((name) => site.policies.get(name) ?? []);
  const isRoot = token.policies.includes(rootPolicy);
  if (!isRoot && !isAllowed(rules, path, operation?.needs ?? 'read')) return permissionDenied;
  if (operation === undefined) return isInMount ? refused(405, 'unsupported operation') : noRoute(path);
  return operation.answer();
}

function tokenOf({ headers }: FakeRequest): string | undefined {
  const bearer = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1];
  const token = headers['x-vault-token'];
  return typeof token === 'string' ? token : bearer;
}

function noRoute(path: string): FakeReply {
  return refused(404, `no handler for route "${path}". route entry not found.`);
}

function toActive(activeUrl: string | undefined, { path, query }: FakeRequest): FakeReply {
  if (activeUrl === undefined) return refused(500, 'local node not active but active cluster node not found');
  const search = query.size === 0 ? '' : `?${query}`;
  return { status: 307, headers: { location: `${activeUrl}${path}${search}` }, body: '' };
}

function health({ kind }: NodeState): FakeReply {
  const status = { active: 200, standby: 429, 'performance-standby': 473, sealed: 503 }[kind];
  const body = { initialized: true, sealed: kind === 'sealed', standby: kind !== 'active' && kind !== 'sealed' };
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
