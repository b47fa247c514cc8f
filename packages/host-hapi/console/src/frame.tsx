import { useState } from 'preact/hooks';
import type { Failed } from './api/call.js';
import { AddProcessScreen } from './apps/add-process-screen.js';
import { AppScreen } from './apps/app-screen.js';
import { AppsScreen } from './apps/apps-screen.js';
import { ConnectScreen } from './connections/connect-screen.js';
import { ConnectionScreen } from './connections/connection-screen.js';
import { ConnectionsScreen } from './connections/connections-screen.js';
import { JobScreen } from './jobs/job-screen.js';
import { RunScreen } from './jobs/run-screen.js';
import { Failure } from './parts/failure.js';
import { Screen } from './parts/screen.js';
import { hrefOf, type Place, useRoute } from './route/use-route.js';
import type { Who } from './session/use-session.js';

/** What is around every screen: where one can go, who is signed in, and the way out. */
export function Frame({ who, signOut }: { readonly who: Who; signOut(): Promise<Failed | undefined> }) {
  const place = useRoute();
  const [failed, setFailed] = useState<Failed>();
  const isAtConnections = ['connections', 'connect'].includes(place[0] ?? 'connections');
  const appsPlace = who.scope === 'admin' ? ['apps'] : who.appId === undefined ? undefined : ['apps', who.appId];
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
          {appsPlace !== undefined && (
            <a href={hrefOf(...appsPlace)} {...(place[0] === 'apps' && { 'aria-current': 'page' })}>
              {who.scope === 'admin' ? 'Apps' : 'Your app'}
            </a>
          )}
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
        <Current key={place.join('/')} place={place} who={who} />
      </main>
    </>
  );
}

function Current({ place, who }: { readonly place: Place; readonly who: Who }) {
  const [first = 'connections', second, third, fourth, fifth] = place;
  if (first === 'connections' && second !== undefined) return <ConnectionScreen id={second} />;
  if (first === 'connections') return <ConnectionsScreen />;
  if (first === 'connect') return <ConnectScreen />;
  if (first === 'apps' && second === undefined) return <AppsScreen />;
  if (first === 'apps' && second !== undefined) {
    if (third === undefined) return <AppScreen id={second} who={who} />;
    if (third === 'add') return <AddProcessScreen appId={second} />;
    if (third === 'run' && fourth !== undefined) return <RunScreen appId={second} processId={fourth} />;
    if (third === 'jobs' && fourth !== undefined && fifth !== undefined) {
      return <JobScreen appId={second} processId={fourth} jobKey={fifth} />;
    }
  }
  return (
    <Screen title="There is nothing here">
      <p>
        The address leads nowhere. <a href={hrefOf('connections')}>Go to the connections</a>.
      </p>
    </Screen>
  );
}
