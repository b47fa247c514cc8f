import { CallContext } from './api/use-call.js';
import { Frame } from './frame.js';
import { Failure } from './parts/failure.js';
import { Waiting } from './parts/waiting.js';
import { SignIn } from './session/sign-in.js';
import { useSession } from './session/use-session.js';

/** The console: signing in, and then its screens. */
export function App() {
  const { state, call, signIn, signOut, ask } = useSession();
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
      return (
        <CallContext.Provider value={call}>
          <Frame who={state.who} signOut={signOut} />
        </CallContext.Provider>
      );
  }
}
