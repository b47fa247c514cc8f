import { useState } from 'preact/hooks';
import type { Failed } from './api/call.js';
import { ConnectScreen } from './connections/connect-screen.js';
import { ConnectionScreen } from './connections/connection-screen.js';
import { ConnectionsScreen } from './connections/connections-screen.js';
import { Failure } from './parts/failure.js';
import { Screen } from './parts/screen.js';
import { hrefOf, type Place, useRoute } from './route/use-route.js';
import type { Who } from './session/use-session.js';

/** What is around every screen: where one can go, who is signed in, and the way out. */
export function Frame({ who, signOut }: { readonly who: Who; signOut(): Promise<Failed | undefined> }) {
  const place = useRoute();
  const [failed, setFailed] = useState<Failed>();
  const isAtConnections = ['connections', 'connect'].includes(place[0] ?? 'connections');
  return (
    <>
      <button type="button" class="skip" onClick={() => document.querySelector('h1')?.focus()}>
        Skip to the content
      </button>
      <header class="top">
        <span class="brand">Cuelight</span>
        <nav aria-label="Screens">
          <a href={hrefOf('connections')} {...(isAtConnections && { 'aria-current': 'page' })}>
            Connections
          </a>
        </nav>
        <span class="who">
          Signed in as {who.appId === undefined && who.scope === 'admin' ? 'the operator' : who.scope}
        </span>
        <button type="button" onClick={async () => setFailed(await signOut())}>
          Sign out
        </button>
      </header>
      <main id="main">
        {failed && <Failure failed={failed} />}
        <Current key={place.join('/')} place={place} />
      </main>
    </>
  );
}

function Current({ place }: { readonly place: Place }) {
  const [first = 'connections', second] = place;
  if (first === 'connections' && second !== undefined) return <ConnectionScreen id={second} />;
  if (first === 'connections') return <ConnectionsScreen />;
  if (first === 'connect') return <ConnectScreen />;
  return (
    <Screen title="There is nothing here">
      <p>
        The address leads nowhere. <a href={hrefOf('connections')}>Go to the connections</a>.
      </p>
    </Screen>
  );
}
