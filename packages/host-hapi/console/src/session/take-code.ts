/**
 * Takes the code for one sign-in out of the address, where a link may bring one: `/#code=...`. Nobody who looks at the address
 * bar or the history sees it.
 */
export function takeCode(): string | undefined {
  const [, code] = /^#code=([\w-]+)$/.exec(window.location.hash) ?? [];
  if (window.location.hash.startsWith('#code=')) window.history.replaceState(null, '', window.location.pathname);
  return code;
}
