import type { Caller } from '@cuelight/core';

declare module '@hapi/hapi' {
  interface RequestApplicationState {
    /** Under which the log has the request. */
    traceId: string;
    /** Once the request was admitted, where a key is needed. */
    caller?: Caller;
    /** What is left to be done once the answer was sent. */
    afterAnswer?: () => Promise<void>;
    /** The code of the problem that it is answered with. */
    refusal?: string;
  }
}
