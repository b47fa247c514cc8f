import { useRef, useState } from 'preact/hooks';
import type { Answer, Failed } from '../api/call.js';
import { useCall } from '../api/use-call.js';
import { Failure } from '../parts/failure.js';
import { Field } from '../parts/field.js';

/** Gives a connection another name. */
export function RenameForm({
  id,
  name,
  onRenamed,
}: {
  readonly id: string;
  readonly name: string;
  onRenamed(connection: Answer<'PATCH /v1/connections/{id}'>): void;
}) {
  const call = useCall();
  const form = useRef<HTMLFormElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const [failed, setFailed] = useState<Failed>();
  const [said, setSaid] = useState('');

  const refuse = (why: string) => {
    setError(why);
    document.getElementById('field-name')?.focus();
  };

  const submit = async (event: Event) => {
    event.preventDefault();
    if (isBusy || form.current === null) return;
    const typed = String(new FormData(form.current).get('name') ?? '').trim();
    setError(undefined);
    setFailed(undefined);
    setSaid('');
    if (typed === '') return refuse('It is required.');
    setBusy(true);
    const renamed = await call('PATCH /v1/connections/{id}', { params: { id }, body: { name: typed } });
    setBusy(false);
    if (renamed.ok) {
      setSaid('The connection is renamed.');
      return onRenamed(renamed.value);
    }
    const told = renamed.failed.kind === 'refused' ? renamed.failed.problem.errors?.[0]?.message : undefined;
    if (told === undefined) setFailed(renamed.failed);
    else refuse(`It ${told}.`);
  };

  return (
    <form ref={form} class="sheet" onSubmit={submit} noValidate>
      <Field name="name" label="Name" value={name} error={error} />
      <button type="submit" class="primary" aria-disabled={isBusy}>
        Rename
      </button>
      <p role="status">{said}</p>
      {failed && <Failure failed={failed} />}
    </form>
  );
}
