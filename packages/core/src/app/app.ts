/** A client of Cuelight. It owns API keys and process references. */
export interface App {
  readonly id: string;
  readonly name: string;
  /** Origins of its web pages, such as `https://portal.example`. */
  readonly origins: readonly string[];
  /** Milliseconds since 1970. */
  readonly createdAtMs: number;
}

/** What is to be changed of an app; what is absent stays. */
export type AppChange = Partial<Pick<App, 'name' | 'origins'>>;

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
  /** The key that it calls with, or that its token was made with. */
  readonly keyId?: string;
  /** When its right to call ends, in milliseconds since 1970, and its streams with it; absent for a key, which is revoked. */
  readonly untilMs?: number;
  /** Whoever calls with a token instead of a key: a web page of the app. */
  readonly token?: TokenRights;
}

/** What a token may do: what a key of scope `runtime` may, but make tokens. */
export interface TokenRights {
  /** It is held to these process references of its app; absent, it may use all of them. */
  readonly processIds?: readonly string[];
}

/** Whether a caller may use a process reference of its app: one without a token may use each. */
export function mayUse({ token }: Caller, processId: string): boolean {
  return token?.processIds?.includes(processId) ?? true;
}
