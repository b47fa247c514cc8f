import { useRef, useState } from 'preact/hooks';
import type { Answer, Failed } from '../api/call.js';
import { useCall } from '../api/use-call.js';
import { Failure } from '../parts/failure.js';
import { Field } from '../parts/field.js';
import { Waiting } from '../parts/waiting.js';
import { KeyOnce } from './key-once.js';
import type { Key } from './read-app.js';
import type { Reference } from './read-reference.js';
import { scopes } from './scopes.js';

/** Makes a key, and shows it until one goes on. Its text is kept nowhere else. */
export function NewKey({
  appId,
  references,
  onMade,
}: {
  readonly appId: string;
  readonly references: readonly Reference[];
  onMade(key: Key): void;
}) {
  const call = useCall();
  const form = useRef<HTMLFormElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const [failed, setFailed] = useState<Failed>();
  const [made, setMade] = useState<Answer<'POST /v1/apps/{id}/keys'>>();

  const refuse = (why: string) => {
    setError(why);
    document.getElementById('field-key-name')?.focus();
  };

  const submit = async (event: Event) => {
    event.preventDefault();
    if (isBusy || form.current === null) return;
    const data = new FormData(form.current);
    const name = String(data.get('key-name') ?? '').trim();
    setError(undefined);
    setFailed(undefined);
    if (name === '') return refuse('It is required.');
    setBusy(true);
    const body = { name, scope: String(data.get('scope')) as Key['scope'] };
    const answer = await call('POST /v1/apps/{id}/keys', { params: { id: appId }, body });
    setBusy(false);
    if (answer.ok) {
      const { key: _, ...shown } = answer.value;
      setMade(answer.value);
      return onMade(shown);
    }
    const told = answer.failed.kind === 'refused' ? answer.failed.problem.errors?.[0]?.message : undefined;
    if (told === undefined) setFailed(answer.failed);
    else refuse(`It ${told}.`);
  };

  if (made !== undefined) {
    return <KeyOnce made={made} appId={appId} references={references} onDone={() => setMade(undefined)} />;
  }
  return (
    <form ref={form} class="sheet" onSubmit={submit} noValidate>
      <Field
        name="key-name"
        label="Name of a new key"
        hint="Of what will use it, such as portal server"
        error={error}
      />
      <fieldset>
        <legend>Scope</legend>
        {Object.entries(scopes).map(([scope, words], at) => (
          <div key={scope} class="choice">
            <input
              type="radio"
              name="scope"
              id={`scope-${scope}`}
              value={scope}
              defaultChecked={at === 0}
              aria-describedby={`scope-${scope}-words`}
            />
            <div>
              <label for={`scope-${scope}`}>{scope}</label>
              <p class="hint" id={`scope-${scope}-words`}>
                {words}
              </p>
            </div>
          </div>
        ))}
      </fieldset>
      <button type="submit" class="primary" aria-disabled={isBusy}>
        Make the key
      </button>
      {isBusy && <Waiting what="Making the key …" />}
      {failed && <Failure failed={failed} />}
      {failed !== undefined && failed.kind !== 'refused' && (
        <p>Perhaps the key was made, and its text lost on the way: load this page again, and revoke what nobody has.</p>
      )}
    </form>
  );
}
