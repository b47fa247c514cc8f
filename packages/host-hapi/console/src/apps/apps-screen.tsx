import { useRef, useState } from 'preact/hooks';
import type { Failed } from '../api/call.js';
import { everyPage } from '../api/every-page.js';
import { useCall } from '../api/use-call.js';
import { useLoaded } from '../api/use-loaded.js';
import { Failure } from '../parts/failure.js';
import { Field } from '../parts/field.js';
import { Name } from '../parts/name.js';
import { Screen } from '../parts/screen.js';
import { Waiting } from '../parts/waiting.js';
import { hrefOf } from '../route/use-route.js';

/** All apps, and the making of one. */
export function AppsScreen() {
  const call = useCall();
  const { loaded, reload } = useLoaded(() => everyPage((query) => call('GET /v1/apps', { query })), []);
  return (
    <Screen title="Apps">
      <p>An app is a client of Cuelight. It runs the processes that it was given, and no others.</p>
      {loaded.is === 'loading' && <Waiting what="Reading the apps …" />}
      {loaded.is === 'failed' && <Failure failed={loaded.failed} onRetry={reload} />}
      {loaded.is === 'there' && loaded.value.length === 0 && <p class="notice">There is no app yet. Make the first.</p>}
      {loaded.is === 'there' && (
        <>
          <ul class="cards">
            {loaded.value.map(({ id, name }) => (
              <li key={id} class="card">
                <h2>
                  <a href={hrefOf('apps', id)}>
                    <Name>{name}</Name>
                  </a>
                </h2>
              </li>
            ))}
          </ul>
          <NewApp onMade={reload} />
        </>
      )}
    </Screen>
  );
}

function NewApp({ onMade }: { onMade(): void }) {
  const call = useCall();
  const form = useRef<HTMLFormElement>(null);
  const [error, setError] = useState<string>();
  const [failed, setFailed] = useState<Failed>();

  const submit = async (event: Event) => {
    event.preventDefault();
    if (form.current === null) return;
    const name = String(new FormData(form.current).get('app-name') ?? '').trim();
    setFailed(undefined);
    setError(name === '' ? 'It is required.' : undefined);
    if (name === '') return form.current.querySelector('input')?.focus();
    const made = await call('POST /v1/apps', { body: { name } });
    if (made.ok) return onMade();
    const told = made.failed.kind === 'refused' ? made.failed.problem.errors?.[0]?.message : undefined;
    if (told === undefined) setFailed(made.failed);
    else setError(`It ${told}.`);
  };

  return (
    <form ref={form} class="sheet" onSubmit={submit} noValidate>
      <Field name="app-name" label="Name of a new app" error={error} />
      <button type="submit" class="primary">
        Make the app
      </button>
      {failed && <Failure failed={failed} />}
    </form>
  );
}
