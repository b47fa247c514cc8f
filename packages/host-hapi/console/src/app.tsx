import { CallContext } from './api/use-call.js';
import { Failure } from './parts/failure.js';
import { Waiting } from './parts/waiting.js';
import type { SessionState } from './session/session-state.js';
import { SignIn } from './session/sign-in.js';
import { useSession } from './session/use-session.js';
import { useFrame } from './use-frame.js';

/** The console: signing in, and then its screens. */
export function App({ first, opened }: { readonly first: SessionState; readonly opened: Promise<SessionState> }) {
  const { state, call, signIn, signOut, ask } = useSession(first, opened);
  const Frame = useFrame(state.is === 'signed-in');
  switch (state.is) {
    case 'asking':
      return (
        <main class="narrow">
          <Waiting what="Looking who is signed in …" />
        </main>
      );
    case 'unknown':
      return (
        <main class="narrow">
          <h1>Cuelight</h1>
          <Failure failed={state.failed} onRetry={ask} />
        </main>
      );
    case 'signed-out':
      return <SignIn key={state.why} why={state.why} signIn={signIn} />;
    case 'signed-in':
      if (typeof Frame !== 'function') {
        return (
          <main class="narrow">
            <h1>Cuelight</h1>
            {Frame === 'loading' && <Waiting what="Loading the screens …" />}
            {Frame === 'failed' && <Failure failed={{ kind: 'unloaded' }} />}
          </main>
        );
      }
      return (
        <CallContext.Provider value={call}>
          <Frame who={state.who} signOut={signOut} />
        </CallContext.Provider>
      );
  }
}
