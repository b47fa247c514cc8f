import { useState } from 'preact/hooks';
import type { Failed } from './api/call.js';
import { Failure } from './parts/failure.js';
import { useKeptFocus } from './parts/use-kept-focus.js';
import { hrefOf, type Place, useRoute } from './route/use-route.js';
import { screenAt } from './screens.js';
import type { Who } from './session/session-state.js';

/** What is around every screen: where one can go, who is signed in, and the way out. */
export function Frame({ who, signOut }: { readonly who: Who; signOut(): Promise<Failed | undefined> }) {
  const place = useRoute();
  useKeptFocus();
  const [failed, setFailed] = useState<Failed>();
  return (
    <>
      <button type="button" class="skip" onClick={() => document.querySelector('h1')?.focus()}>
        Skip to the content
      </button>
      <header class="top">
        <span class="brand">Cuelight</span>
        <nav aria-label="Screens">
          {waysFor(who).map(({ title, to, beginsWith }) => (
            <a
              key={title}
              href={hrefOf(...to)}
              {...(beginsWith.includes(place[0] ?? 'connections') && { 'aria-current': 'page' })}
            >
              {title}
            </a>
          ))}
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
        <div key={place.join('/')}>{screenAt(place, who)}</div>
      </main>
    </>
  );
}

/** A way to a screen, and how the places begin that belong to it. */
interface Way {
  readonly title: string;
  readonly to: Place;
  readonly beginsWith: readonly string[];
}

/** Where somebody may go. */
function waysFor({ scope, appId }: Who): readonly Way[] {
  const connections = { title: 'Connections', to: ['connections'], beginsWith: ['connections', 'connect'] };
  if (scope === 'admin') {
    return [
      connections,
      { title: 'Apps', to: ['apps'], beginsWith: ['apps'] },
      { title: 'Audit log', to: ['audit'], beginsWith: ['audit'] },
      { title: 'Secrets', to: ['secrets'], beginsWith: ['secrets'] },
      { title: 'System', to: ['system'], beginsWith: ['system'] },
    ];
  }
  return appId === undefined
    ? [connections]
    : [connections, { title: 'Your app', to: ['apps', appId], beginsWith: ['apps'] }];
}
