import { useRef, useState } from 'preact/hooks';
import type { Answer, Failed } from '../api/call.js';
import { useCall } from '../api/use-call.js';
import { Failure } from '../parts/failure.js';
import { Field } from '../parts/field.js';
import { readOrigins } from './read-origins.js';

/** Asks for what an app is made of, and makes it. */
export function NewApp({ onMade }: { onMade(app: Answer<'POST /v1/apps'>): void }) {
  const call = useCall();
  const form = useRef<HTMLFormElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [errors, setErrors] = useState<{ readonly name?: string; readonly origins?: string }>({});
  const [failed, setFailed] = useState<Failed>();
  const [said, setSaid] = useState('');

  const refuse = (wrong: typeof errors) => {
    setErrors(wrong);
    document.getElementById(wrong.name === undefined ? 'field-app-origins' : 'field-app-name')?.focus();
  };

  const submit = async (event: Event) => {
    event.preventDefault();
    if (form.current === null || isBusy) return;
    const data = new FormData(form.current);
    const name = String(data.get('app-name') ?? '').trim();
    const { origins, errorsOf } = readOrigins(String(data.get('app-origins') ?? ''));
    setFailed(undefined);
    setErrors({});
    setSaid('');
    if (name === '') return refuse({ name: 'It is required.' });
    setBusy(true);
    const made = await call('POST /v1/apps', { body: { name, origins } });
    setBusy(false);
    if (made.ok) {
      form.current?.reset();
      setSaid('The app is made.');
      return onMade(made.value);
    }
    const told = made.failed.kind === 'refused' ? (made.failed.problem.errors ?? []) : [];
    if (told.length === 0) return setFailed(made.failed);
    const ofName = told.find(({ path }) => path === 'name');
    const ofOrigins = errorsOf(told);
    refuse({ ...(ofName && { name: `It ${ofName.message}.` }), ...(ofOrigins !== '' && { origins: ofOrigins }) });
  };

  return (
    <form ref={form} class="sheet" onSubmit={submit} noValidate>
      <Field name="app-name" label="Name of a new app" error={errors.name} />
      <Field
        name="app-origins"
        label="Origins of its web pages, one a line"
        rows={3}
        isRequired={false}
        hint="Only where its pages call the service themselves, such as https://portal.example. They cannot be changed later."
        error={errors.origins}
      />
      <button type="submit" class="primary" aria-disabled={isBusy}>
        Make the app
      </button>
      <p role="status">{said}</p>
      {failed && <Failure failed={failed} />}
    </form>
  );
}
