/** One figure: ours beside a peer's, measured in the same run on the same machine. */
export interface Row {
  /** The benchmark. */
  readonly name: string;
  /** What is measured. */
  readonly metric: string;
  readonly ours: number;
  /** Null where nobody can be compared with. */
  readonly peer: number | null;
  readonly peerName: string | null;
  /** `ours` divided by `peer`. */
  readonly ratio: number | null;
  /** What `ratio` (or `ours`, without a peer) is to keep to, such as `>= 0.5`. */
  readonly target: string;
  readonly holds: boolean;
  readonly unit: string;
}

/** What a ratio or a figure is to keep to. */
export type Target = { readonly atLeast: number } | { readonly atMost: number };

/** Compares our figure with a peer's. */
export function compare(
  figure: Pick<Row, 'name' | 'metric' | 'ours' | 'unit'> & { readonly peer: number; readonly peerName: string },
  target: Target,
): Row {
  const ratio = figure.ours / figure.peer;
  return { ...figure, ratio, ...held(ratio, target) };
}

/** Holds a figure of ours, which nobody can be compared with, to its target. */
export function hold(figure: Pick<Row, 'name' | 'metric' | 'ours' | 'unit'>, target: Target): Row {
  return { ...figure, peer: null, peerName: null, ratio: null, ...held(figure.ours, target) };
}

function held(value: number, target: Target): Pick<Row, 'target' | 'holds'> {
  return 'atLeast' in target
    ? { target: `>= ${target.atLeast}`, holds: value >= target.atLeast }
    : { target: `<= ${target.atMost}`, holds: value <= target.atMost };
}

/** The middle of several measurements, which a single slow or lucky one does not move. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('nothing was measured');
  return middle;
}
