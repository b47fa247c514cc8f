/** One request that arrived. */
export interface JournalEntry {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** Who sent it; null when it was challenged. */
  readonly identity: string | null;
  readonly bytes: number;
  /** What was answered; null when nothing was. */
  readonly status: number | null;
}
