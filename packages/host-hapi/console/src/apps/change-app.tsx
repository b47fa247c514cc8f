import type { Answer } from '../api/call.js';
import { useCall } from '../api/use-call.js';
import { Failure } from '../parts/failure.js';
import { AppFields } from './app-fields.js';
import { useAppForm } from './use-app-form.js';

type App = Answer<'PATCH /v1/apps/{id}'>;

/** Gives an app another name or other origins; its keys and processes stay. */
export function ChangeApp({ app, onChanged }: { readonly app: App; onChanged(app: App): void }) {
  const call = useCall();
  const { form, isBusy, errors, failed, said, submit } = useAppForm('change-app', async ({ name, origins }) => {
    // What is as it was is not sent, so that it cannot undo what somebody else has changed meanwhile.
    const body = {
      ...(name !== app.name && { name }),
      ...(JSON.stringify(origins) !== JSON.stringify(app.origins) && { origins }),
    };
    if (Object.keys(body).length === 0) return { ok: true, value: 'Nothing was changed: it is so already.' };
    const changed = await call('PATCH /v1/apps/{id}', { params: { id: app.id }, body });
    if (!changed.ok) return changed;
    onChanged(changed.value);
    return { ok: true, value: 'The app is changed.' };
  });

  return (
    <details class="more">
      <summary>Change the app</summary>
      <form ref={form} class="sheet" onSubmit={submit} noValidate>
        <p>Its keys and processes stay. Pages at an origin that is taken out read nothing from then on.</p>
        <AppFields prefix="change-app" label="Name of the app" errors={errors} now={app} />
        <button type="submit" class="primary" aria-disabled={isBusy}>
          Save the changes
        </button>
        <p role="status">{said}</p>
        {failed && <Failure failed={failed} />}
      </form>
    </details>
  );
}
