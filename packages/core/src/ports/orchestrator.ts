import type { ConnectionTarget } from '../connection/connection.js';
import type { Credential } from '../credential/credential.js';
import type { Failure } from '../failure/failure.js';
import type { Result } from '../result.js';

/** Says that an answer is no longer wanted. The `AbortSignal` of every runtime is one. */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
}

/** Where, and as whom, Orchestrator is called. Every call to Orchestrator takes one. */
export interface OrchestratorAccess {
  /** Access tokens are kept per connection under this id. */
  readonly connectionId: string;
  readonly target: ConnectionTarget;
  /** Changes whenever the credential does: a token got with another version is not used. */
  readonly credentialVersion: string;
  /** Reads the credential; called only when a token has to be fetched. */
  credential(): Promise<Result<Credential, Failure>>;
  /**
   * Ends every call made with this access: it answers `call-cancelled` at once, sends nothing more, and says by
   * `mayHaveHappened` whether a change was under way. Absent where every answer is waited for.
   */
  readonly signal?: CancelSignal;
}

/** What an adapter learnt by signing in. */
export interface SignedIn {
  /** The highest API version Orchestrator says it supports, such as 17. */
  readonly apiVersion: number;
}

/**
 * Signing in to Orchestrator, and forgetting about it. Failures: `orchestrator-*`, `egress-refused`, `certificate-untrusted`,
 * `self-signed-not-supported`, `credentials-refused`, `secret-*`.
 */
export interface OrchestratorSessions {
  /** Fetches a token if there is none; repeating it is harmless. */
  signIn(access: OrchestratorAccess): Promise<Result<SignedIn, Failure>>;
  /** Drops the token and closes what was open for the connection. Afterwards a call signs in anew. */
  forget(connectionId: string): Promise<void>;
}
