/** Stands for what the roles of an application allow, instead of what its scopes say. */
export const defaultScope = 'OR.Default';

/** What a call needs of a token with scopes: any one of some scopes; `forbidden` when no such token will do. */
export type ScopesNeeded = readonly string[] | 'forbidden';

/**
 * The scope of each part of the API.
 * Source: UiPath swagger 2020.10, "Client Credentials Flow required permissions"; `/api/Folders` from API 18 (assumed).
 */
const resources: readonly (readonly [path: RegExp, scope: string])[] = [
  [/^\/(odata|api)\/Folders\b/i, 'OR.Folders'],
  [/^\/odata\/(Releases|Processes)\b/i, 'OR.Execution'],
  [/^\/odata\/Jobs\b/i, 'OR.Jobs'],
  [/^\/odata\/Webhooks\b/i, 'OR.Webhooks'],
  [/^\/odata\/(Robots|Sessions|Environments)\b/i, 'OR.Robots'],
  [/^\/odata\/Machines\b/i, 'OR.Machines'],
  [/^\/odata\/(Users|Permissions)\b/i, 'OR.Users'],
  [/^\/odata\/Settings\b/i, 'OR.Settings'],
  [/^\/api\/Stats\b/i, 'OR.Monitoring'],
  [/^\/api\/Maintenance\b/i, 'OR.Administration'],
];

/** What a call needs; `undefined` when it needs no scope. */
export function scopesNeeded(method: string, path: string): ScopesNeeded | undefined {
  if (/^\/api\/FoldersNavigation\b/i.test(path)) return 'forbidden';
  if (/GetAuthenticationSettings/i.test(path)) return undefined;
  const scope = resources.find(([pattern]) => pattern.test(path))?.[1];
  if (scope === undefined) return undefined;
  return [scope, `${scope}.${method === 'GET' || method === 'HEAD' ? 'Read' : 'Write'}`];
}

/** Whether one of some scopes is granted. */
export function grantsOneOf(granted: readonly string[], needed: readonly string[]): boolean {
  return needed.some((scope) => granted.includes(scope));
}

/** Whether an application that was given some scopes may ask for one: for a whole, or for a part of it (assumed). */
export function mayAskFor(given: readonly string[], scope: string): boolean {
  return given.includes(scope) || given.includes(scope.replace(/\.(Read|Write)$/, ''));
}
