import { useEffect, useMemo, useState } from 'preact/hooks';
import { type Call, createCall, type Failed } from '../api/call.js';
import { forgetRobot } from '../robot/open-robot.js';
import { type SessionState, stateOfCode, stateOfSession } from './session-state.js';
import { takeCode } from './take-code.js';

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

/** Whoever the browser has a session of. @param first how it stands so far; @param opened how it stands once that is known */
export function useSession(first: SessionState, opened: Promise<SessionState>): SessionHandle {
  const [state, setState] = useState<SessionState>(first);
  const call = useMemo(
    () =>
      createCall(() => {
        forgetRobot();
        setState(({ is }) => ({ is: 'signed-out', why: is === 'signed-in' ? 'ended' : 'new' }));
      }),
    [],
  );

  useEffect(() => {
    if (first.is === 'asking') void opened.then(setState);
    // A link with a code that is opened while the console is.
    const onMove = () => {
      const code = takeCode();
      if (code !== undefined) void stateOfCode(call, code).then(setState);
    };
    // A page that the browser kept, and shows again, may be of somebody who has signed out since.
    const onShow = ({ persisted }: PageTransitionEvent) => persisted && window.location.reload();
    window.addEventListener('hashchange', onMove);
    window.addEventListener('pageshow', onShow);
    return () => {
      window.removeEventListener('hashchange', onMove);
      window.removeEventListener('pageshow', onShow);
    };
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
      forgetRobot();
      window.history.replaceState(null, '', window.location.pathname);
      setState({ is: 'signed-out', why: 'left' });
      return undefined;
    },
    ask() {
      setState({ is: 'asking' });
      void stateOfSession(call).then(setState);
    },
  };
}
