import { useEffect, useRef, useState } from 'preact/hooks';
import type { Failed, Outcome } from '../api/call.js';
import type { Described } from '../api/described.js';
import { everyPage } from '../api/every-page.js';
import { useCall } from '../api/use-call.js';
import { useLoaded } from '../api/use-loaded.js';
import { cut } from '../parts/cut.js';
import { Failure } from '../parts/failure.js';
import { Name } from '../parts/name.js';
import { Searched } from '../parts/searched.js';
import { Waiting } from '../parts/waiting.js';
import { useGoTo } from '../route/use-go-to.js';
import { type PlaceToRun, placesToRun } from './places-to-run.js';

type Processes = Described['GET /v1/connections/{id}/processes']['answer'];
type Process = Processes['items'][number];

const places: readonly PlaceToRun[] = ['orchestrator', 'local-robot'];

/** Lets a process be looked up among the folders of a connection, and given to the app. */
export function ProcessChoice({ appId, connectionId }: { readonly appId: string; readonly connectionId: string }) {
  const call = useCall();
  const goTo = useGoTo();
  const [runOn, setRunOn] = useState<PlaceToRun>('orchestrator');
  const [giving, setGiving] = useState<string>();
  const [failed, setFailed] = useState<Failed>();
  const told = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (failed !== undefined) told.current?.focus();
  }, [failed]);
  const params = { id: connectionId };

  const { loaded, reload } = useLoaded(async (): Promise<Outcome<Offered>> => {
    const refused: string[] = [];
    const folders = await everyPage((query) => call('GET /v1/connections/{id}/folders', { params, query }));
    if (!folders.ok) return folders;
    const processes = await everyPage<Process>(async (query) => {
      const page = await call('GET /v1/connections/{id}/processes', { params, query });
      if (page.ok) refused.push(...(page.value.refusedFolders ?? []).map(({ path }) => path));
      return page;
    });
    if (!processes.ok) return processes;
    const pathOf = new Map(folders.value.map(({ key, path }) => [key, path]));
    const offered = processes.value.map((process) => ({ process, path: pathOf.get(process.folderKey) ?? '' }));
    return { ok: true, value: { offered, refused } };
  }, [connectionId]);

  const bind = async ({ folderKey, releaseKey, name }: Process) => {
    if (giving !== undefined) return;
    setGiving(name);
    setFailed(undefined);
    const body = { connectionId, folderKey, releaseKey, runOn };
    const bound = await call('POST /v1/apps/{id}/processes', { params: { id: appId }, body });
    setGiving(undefined);
    if (bound.ok) goTo('apps', appId);
    else setFailed(bound.failed);
  };

  if (loaded.is === 'loading') return <Waiting what="Reading the folders and processes …" />;
  if (loaded.is === 'failed') return <Failure failed={loaded.failed} onRetry={reload} />;
  const { offered, refused } = loaded.value;
  return (
    <>
      <fieldset>
        <legend>Where it runs</legend>
        {places.map((place) => (
          <div key={place} class="choice">
            <input
              id={`runs-${place}`}
              type="radio"
              name="run-on"
              checked={runOn === place}
              onChange={() => setRunOn(place)}
            />
            <label for={`runs-${place}`}>{placesToRun[place]}</label>
          </div>
        ))}
        {runOn === 'local-robot' && (
          <p class="hint">
            It needs UiPath Robot and Assistant on that computer. What the process is given and returns stays there.
          </p>
        )}
      </fieldset>
      {refused.length > 0 && (
        <p class="notice notice-warn">
          {refused.length === 1 ? 'A folder' : `${refused.length} folders`} could not be read with the credential of the
          connection: <Name>{refused.join(', ')}</Name>
        </p>
      )}
      <div ref={told} tabIndex={-1} class="after">
        {failed && <Failure failed={failed} />}
        {giving !== undefined && <Waiting what={`Giving the app ${cut(giving, 100)} …`} />}
      </div>
      <Searched
        items={offered}
        label="Search a folder or a process"
        textOf={({ process, path }) => `${path}/${process.name} ${process.packageId}`}
        one="process"
        many="processes"
      >
        {(found) =>
          [...new Set(found.map(({ path }) => path))].map((path) => (
            <section key={path} class="check-group" aria-label={path.slice(0, 200)}>
              <h2 class="folder">
                <Name>{path}</Name>
              </h2>
              <ul class="rows">
                {found
                  .filter((one) => one.path === path)
                  .map(({ process }) => (
                    <li key={process.releaseKey}>
                      <span>
                        <Name>{process.name}</Name> <span class="quiet">{process.version.slice(0, 50)}</span>{' '}
                        {process.attended === true && <span class="badge">attended</span>}
                      </span>
                      <button type="button" onClick={() => bind(process)} aria-disabled={giving !== undefined}>
                        Give <span class="hidden">{process.name.slice(0, 100)}</span>
                      </button>
                    </li>
                  ))}
              </ul>
            </section>
          ))
        }
      </Searched>
    </>
  );
}

interface Offered {
  readonly offered: readonly { readonly process: Process; readonly path: string }[];
  /** The paths of folders that could not be read. */
  readonly refused: readonly string[];
}
