/** Which rows of a list to read: keyset paging, so that a page costs the same wherever it lies. */
export interface ListRequest {
  /** Rows come after the one with this id; absent for the first page. */
  readonly afterId?: string;
  /** At least 1. */
  readonly limit: number;
}
