/** A client of Cuelight. It owns API keys and process references. */
export interface App {
  readonly id: string;
  readonly name: string;
  /** Origins of its web pages, such as `https://portal.example`. */
  readonly origins: readonly string[];
  /** Milliseconds since 1970. */
  readonly createdAtMs: number;
}

/**
 * What an API key may do: `admin` everything; `designer` sets up its app's references; `runtime` starts and follows
 * their jobs.
 */
export type Scope = 'admin' | 'designer' | 'runtime';

/** An API key of an app. The key itself is shown once and never kept. */
export interface ApiKey {
  readonly id: string;
  readonly appId: string;
  readonly name: string;
  readonly scope: Scope;
  /** Keyed hash of the key, base64url: enough to recognise it, useless to whoever reads the database. */
  readonly hash: string;
  /** Milliseconds since 1970. */
  readonly createdAtMs: number;
}

/** Who is calling. The operator's own key has neither app nor id. */
export interface Caller {
  readonly scope: Scope;
  readonly appId?: string;
  readonly keyId?: string;
}
