import type { Caller } from '@cuelight/core';
import type { Session } from '../session/sessions.js';

declare module '@hapi/hapi' {
  interface RequestApplicationState {
    /** Under which the log has the request. */
    traceId: string;
    /** Once the request was admitted, where a key is needed. */
    caller?: Caller;
    /** In which it was made. */
    session?: Session;
    /** What is left to be done once the answer was sent. */
    afterAnswer?: () => Promise<void>;
    /** Whether the answer may be for a page of another origin. */
    isForPages?: true;
    /** The origin of another page that may read the answer. */
    readableFrom?: string;
    /** The code of the problem that it is answered with. */
    refusal?: string;
  }
}
