/** Why a job is read. Only polling counts against the budget. */
export type ReadReason =
  /** Its turn has come, or a list lacked it. */
  | 'polling'
  /** Somebody has just begun to follow it. */
  | 'attach'
  /** It has ended: the read brings its output. */
  | 'final'
  /** A report contradicts what was told. */
  | 'contradiction';
