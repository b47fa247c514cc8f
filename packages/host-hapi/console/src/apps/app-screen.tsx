import { useCall } from '../api/use-call.js';
import { useLoaded } from '../api/use-loaded.js';
import { Failure } from '../parts/failure.js';
import { Name } from '../parts/name.js';
import { Screen } from '../parts/screen.js';
import { Waiting } from '../parts/waiting.js';
import { hrefOf } from '../route/use-route.js';
import type { Who } from '../session/session-state.js';
import { AppFacts } from './app-facts.js';
import { ChangeApp } from './change-app.js';
import { Keys } from './keys.js';
import { readApp } from './read-app.js';
import { References } from './references.js';
import { RemoveApp } from './remove-app.js';

/** One app: the processes it was given, each of which can be run; to admins its keys, and the way to remove it. */
export function AppScreen({ id, who }: { readonly id: string; readonly who: Who }) {
  const call = useCall();
  const { loaded, reload, put } = useLoaded(() => readApp(call, id, who), [id]);
  const view = loaded.is === 'there' ? loaded.value : undefined;
  const forAdmins = view?.forAdmins;
  const whose = who.scope === 'admin' ? 'App' : 'Your app';
  return (
    <Screen
      title={forAdmins?.app.name ?? whose}
      heading={forAdmins === undefined ? whose : <Name>{forAdmins.app.name}</Name>}
    >
      {who.scope === 'admin' && (
        <p>
          <a href={hrefOf('apps')}>All apps</a>
        </p>
      )}
      {loaded.is === 'loading' && <Waiting what="Reading the app …" />}
      {loaded.is === 'failed' && <Failure failed={loaded.failed} onRetry={reload} />}
      {forAdmins && <AppFacts app={forAdmins.app} />}
      {view && forAdmins && (
        <ChangeApp app={forAdmins.app} onChanged={(app) => put({ ...view, forAdmins: { ...forAdmins, app } })} />
      )}
      {view && (
        <References
          appId={id}
          who={who}
          references={view.references}
          onReferences={(references) => put({ ...view, references })}
        />
      )}
      {view && forAdmins && (
        <>
          <Keys
            appId={id}
            keys={forAdmins.keys}
            references={view.references}
            onKeys={(keys) => put({ ...view, forAdmins: { ...forAdmins, keys } })}
          />
          <RemoveApp appId={id} keys={forAdmins.keys.length} processes={view.references.length} />
        </>
      )}
    </Screen>
  );
}
