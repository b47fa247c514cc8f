/** Orchestrator's own words in a list, such as `TemplateNoRuntime`; anything else in it may quote data, and is left out. */
export function wordsIn(list: unknown, pattern: RegExp, most: number): readonly string[] {
  if (!Array.isArray(list)) return [];
  const words = list.filter((item): item is string => typeof item === 'string' && pattern.test(item));
  return [...new Set(words)].slice(0, most);
}
