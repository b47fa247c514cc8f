/** The beginning of a text that is longer than is shown, with a sign that it goes on. No character is cut in two. */
export function cut(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…` : text;
}
