import { useEffect, useMemo, useState } from 'preact/hooks';
import { type Answer, type Call, createCall, type Failed } from '../api/call.js';
import { takeCode } from './take-code.js';

/** Who is signed in. */
export type Who = Answer<'GET /v1/session'>;

/** Where signing in stands. */
export type SessionState =
  | { readonly is: 'asking' }
  | { readonly is: 'unknown'; readonly failed: Failed }
  | { readonly is: 'signed-out'; readonly why: 'new' | 'ended' | 'left' | 'code-refused' }
  | { readonly is: 'signed-in'; readonly who: Who };

/** Signing in and out. */
export interface SessionHandle {
  readonly state: SessionState;
  readonly call: Call;
  /** Answers why not, if not. */
  signIn(key: string): Promise<Failed | undefined>;
  /** Answers why not, if not. */
  signOut(): Promise<Failed | undefined>;
  /** Asks again who is signed in. */
  ask(): void;
}

/** Whoever the browser has a session of, or a code that the address brought. */
export function useSession(): SessionHandle {
  const [state, setState] = useState<SessionState>({ is: 'asking' });
  const call = useMemo(
    () => createCall(() => setState(({ is }) => ({ is: 'signed-out', why: is === 'signed-in' ? 'ended' : 'new' }))),
    [],
  );

  const ask = async () => {
    setState({ is: 'asking' });
    const who = await call('GET /v1/session');
    if (who.ok) setState({ is: 'signed-in', who: who.value });
    else if (who.failed.kind !== 'refused' || who.failed.problem.status !== 401)
      setState({ is: 'unknown', failed: who.failed });
  };

  const useCode = async (code: string) => {
    const signedIn = await call('POST /v1/session', { body: { code } });
    if (signedIn.ok) setState({ is: 'signed-in', who: signedIn.value });
    else if (signedIn.failed.kind === 'refused') setState({ is: 'signed-out', why: 'code-refused' });
    else setState({ is: 'unknown', failed: signedIn.failed });
  };

  useEffect(() => {
    const code = takeCode();
    void (code === undefined ? ask() : useCode(code));
    // A link with a code that is opened while the console is.
    const onMove = () => {
      const another = takeCode();
      if (another !== undefined) void useCode(another);
    };
    window.addEventListener('hashchange', onMove);
    return () => window.removeEventListener('hashchange', onMove);
  }, []);

  return {
    state,
    call,
    async signIn(key) {
      const signedIn = await call('POST /v1/session', { body: { key } });
      if (!signedIn.ok) return signedIn.failed;
      setState({ is: 'signed-in', who: signedIn.value });
      return undefined;
    },
    async signOut() {
      const signedOut = await call('DELETE /v1/session');
      if (!signedOut.ok) return signedOut.failed;
      window.history.replaceState(null, '', window.location.pathname);
      setState({ is: 'signed-out', why: 'left' });
      return undefined;
    },
    ask: () => void ask(),
  };
}
