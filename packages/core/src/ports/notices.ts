import type { ConnectionSignal, ConnectionState } from '../connection/connection-lifecycle.js';
import type { CheckId } from '../diagnosis/questions/questions.js';
import type { FailureCode } from '../failure/failures.js';
import type { Impossible } from '../lifecycle/impossible.js';
import type { ReadReason } from '../watching/read-reason.js';
import type { DeliveryMistake } from '../webhook/delivery-mistakes.js';

/**
 * Something worth counting or logging that no caller is waiting for. Holds identities and codes only: never a secret,
 * never process data, never a job key.
 */
export type Notice =
  /** A connection was diagnosed; `rootCause` is the check at the root of what is wrong. */
  | {
      readonly kind: 'connection-checked';
      readonly connectionId: string;
      readonly verdict: 'pass' | 'warn' | 'fail';
      readonly rootCause?: CheckId;
    }
  /** A verified delivery whose event type or shape this version does not know. */
  | { readonly kind: 'webhook-not-understood'; readonly connectionId: string; readonly eventType: string }
  /** A delivery whose signature did not verify, or for a connection there is none of. */
  | { readonly kind: 'webhook-refused'; readonly connectionId: string | undefined }
  /** What explains that a delivery was refused. Rare: far fewer are explained than may be refused. */
  | {
      readonly kind: 'webhook-refusal-explained';
      readonly connectionId: string;
      readonly mistakes: readonly DeliveryMistake[];
    }
  /** A verified delivery, and how many of its jobs somebody follows. */
  | {
      readonly kind: 'webhook-received';
      readonly connectionId: string;
      readonly eventType: string;
      readonly followed: number;
    }
  /** A report about a job that cannot be one: it was ignored. */
  | { readonly kind: 'observation-ignored'; readonly connectionId: string; readonly why: Impossible }
  /** Followed jobs were read, in one call. Only `polling` counts against the budget of the connection. */
  | { readonly kind: 'job-read'; readonly connectionId: string; readonly why: ReadReason; readonly jobs: number }
  /** A newer report of a job that the table has no way to. */
  | { readonly kind: 'contradicted'; readonly connectionId: string }
  /** A job whose end was told was then reported with another end. */
  | { readonly kind: 'end-changed'; readonly connectionId: string }
  /** A state learnt by reading that no webhook had told, although one was expected. */
  | { readonly kind: 'event-repaired'; readonly connectionId: string }
  /** A job that an app's stream should tell of cannot be followed, because too many are. */
  | { readonly kind: 'not-followed'; readonly connectionId: string }
  /** A job was read and the read failed. */
  | { readonly kind: 'read-failed'; readonly connectionId: string; readonly code: FailureCode }
  /**
   * A stored folder has another id than before, or is found by its path alone, since its key is gone: from now on calls go
   * there. `folderKey` is the stored one.
   */
  | { readonly kind: 'folder-remapped'; readonly connectionId: string; readonly folderKey: string; readonly id: number }
  /** Several jobs carry the same start; the one with the lowest id was answered. */
  | { readonly kind: 'start-doubled'; readonly connectionId: string; readonly jobs: number }
  /** Something that was to be tidied up could not be; it is tried again. */
  | {
      readonly kind: 'clean-up-failed';
      readonly connectionId: string;
      readonly what: 'subscription' | 'secret' | 'row';
      readonly code: FailureCode;
    }
  /** The webhook of a connection was not as it should be, and now is; or others that called us in its place are gone. */
  | {
      readonly kind: 'webhook-repaired';
      readonly connectionId: string;
      readonly how: 'changed' | 'created' | 'strays-deleted';
    }
  /** Orchestrator does not let a connection have a webhook, or see it: from now on its jobs are followed by reading. */
  | { readonly kind: 'subscription-refused'; readonly connectionId: string }
  /** The webhook of a connection could not be seen to; it is tried again. */
  | { readonly kind: 'upkeep-failed'; readonly connectionId: string; readonly code: FailureCode }
  /** The record of a connection cannot be read: lists leave it out, and finding it fails with `connection-unreadable`. */
  | { readonly kind: 'connection-unreadable'; readonly connectionId: string | undefined }
  /** What became of a change could not be added to the audit log, which has only its beginning, under this number. */
  | { readonly kind: 'audit-outcome-missing'; readonly begunSeq: number; readonly code: FailureCode }
  /** A connection moved, and what moved it; `from` is null for one that begins to be made. */
  | {
      readonly kind: 'connection-moved';
      readonly connectionId: string;
      readonly from: ConnectionState | null;
      readonly to: ConnectionState;
      readonly by: ConnectionSignal;
    };

/** Takes notices. Must not throw. */
export interface Notices {
  notice(notice: Notice): void;
}
