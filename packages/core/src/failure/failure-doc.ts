/** What a failure means, and what its reader can do about it. */
export interface FailureDoc {
  readonly meaning: string;
  readonly remedy: string;
}
