import type { Answer } from '../api/call.js';
import { useCall } from '../api/use-call.js';
import { Failure } from '../parts/failure.js';
import { AppFields } from './app-fields.js';
import { useAppForm } from './use-app-form.js';

/** Asks for what an app is made of, and makes it. */
export function NewApp({ onMade }: { onMade(app: Answer<'POST /v1/apps'>): void }) {
  const call = useCall();
  const { form, isBusy, errors, failed, said, submit } = useAppForm('app', async (typed, form) => {
    const made = await call('POST /v1/apps', { body: typed });
    if (!made.ok) return made;
    form.reset();
    onMade(made.value);
    return { ok: true, value: 'The app is made.' };
  });

  return (
    <form ref={form} class="sheet" onSubmit={submit} noValidate>
      <AppFields prefix="app" label="Name of a new app" errors={errors} />
      <button type="submit" class="primary" aria-disabled={isBusy}>
        Make the app
      </button>
      <p role="status">{said}</p>
      {failed && <Failure failed={failed} />}
    </form>
  );
}
