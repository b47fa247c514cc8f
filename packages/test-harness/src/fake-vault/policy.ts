/** What a policy may allow on a path. Source: Vault docs, "Policies", capabilities. */
export type Capability = 'create' | 'read' | 'update' | 'patch' | 'delete' | 'list' | 'sudo' | 'deny';

/** One stanza of a policy: `+` stands for one segment, a `*` at the end for anything. */
export interface PolicyRule {
  readonly path: string;
  readonly capabilities: readonly Capability[];
}

/** Whether rules allow something: of those that match, the most specific ones decide together, and `deny` wins. */
export function isAllowed(rules: readonly PolicyRule[], path: string, capability: Capability): boolean {
  const matching = rules.filter((rule) => matches(rule.path, path));
  const most = Math.max(...matching.map((rule) => weightOf(rule.path)));
  const deciding = matching.filter((rule) => weightOf(rule.path) === most).flatMap((rule) => rule.capabilities);
  return deciding.includes(capability) && !deciding.includes('deny');
}

function matches(pattern: string, path: string): boolean {
  const source = pattern
    .replace(/[.?^${}()|[\]\\]/g, '\\$&')
    .replace(/\*$/, '.*')
    .replace(/(^|\/)\+(?=\/|$)/g, '$1[^/]+');
  return new RegExp(`^${source}$`).test(path);
}

/** An exact path counts most, then the longer text before the first wildcard. Source: Vault docs, "Policies", priority matching. */
function weightOf(pattern: string): number {
  const wildcard = pattern.search(/[+*]/);
  return wildcard < 0 ? Number.MAX_SAFE_INTEGER : wildcard;
}
