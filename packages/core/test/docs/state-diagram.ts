/** A move as a diagram shows it. */
interface ShownMove {
  /** Null for the beginning. */
  readonly from: string | null;
  readonly to: string;
  readonly label?: string;
}

/** A Mermaid diagram of moves; a state that no move leaves is an end. */
export function stateDiagram(moves: readonly ShownMove[]): string {
  const arrows = moves.map(
    ({ from, to, label }) => `  ${from ?? '[*]'} --> ${to}${label === undefined ? '' : `: ${label}`}`,
  );
  const final = new Set(moves.map(({ to }) => to).filter((state) => !moves.some(({ from }) => from === state)));
  const ends = [...final].map((state) => `  ${state} --> [*]`);
  return ['```mermaid', 'stateDiagram-v2', ...arrows, ...ends, '```'].join('\n');
}

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}
