import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Failed, Outcome } from '../api/call.js';
import { Failure } from '../parts/failure.js';
import { Waiting } from '../parts/waiting.js';
import { CredentialFields } from './credential-fields.js';
import { Diagnosis, type DiagnosisView } from './diagnosis.js';
import { type CredentialKind, fieldNames, missingIn } from './new-connection.js';

/**
 * A form with a credential, which is checked before it counts. What was typed stays until that is so; then the form goes, and every
 * secret in it, and what the checks found takes its place.
 */
export function CheckedForm({
  button,
  done,
  needed,
  send,
  around,
}: {
  readonly button: string;
  /** What is so when all is well. */
  readonly done: string;
  /** The fields that have to be filled in, besides those of the credential. */
  readonly needed: readonly string[];
  send(data: FormData, kind: CredentialKind): Promise<Outcome<{ readonly diagnosis?: DiagnosisView }>>;
  /** What is asked for around the credential. */
  around(errors: Readonly<Record<string, string>>, credential: ComponentChildren): ComponentChildren;
}) {
  const form = useRef<HTMLFormElement>(null);
  const after = useRef<HTMLDivElement>(null);
  const [kind, setKind] = useState<CredentialKind>('password');
  const [isBusy, setBusy] = useState(false);
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [answer, setAnswer] = useState<Outcome<{ readonly diagnosis?: DiagnosisView }>>();

  useEffect(() => {
    if (answer !== undefined) after.current?.focus();
  }, [answer]);

  useEffect(() => {
    const first = fieldNames.find((name) => errors[name] !== undefined);
    if (first !== undefined) document.getElementById(`field-${first}`)?.focus();
  }, [errors]);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (isBusy || form.current === null) return;
    const data = new FormData(form.current);
    setAnswer(undefined);
    const missing = missingIn(data, kind, needed);
    setErrors(missing);
    if (Object.keys(missing).length > 0) return;
    setBusy(true);
    const sent = await send(data, kind);
    setBusy(false);
    const { atFields, isAll } = sent.ok ? { atFields: {}, isAll: false } : errorsAtFields(sent.failed);
    setErrors(atFields);
    if (!isAll) setAnswer(sent);
  };

  return (
    <>
      {answer?.ok !== true && (
        <form ref={form} onSubmit={submit} noValidate class="sheet">
          {around(errors, <CredentialFields kind={kind} onKind={setKind} errors={errors} />)}
          <button type="submit" class="primary" aria-disabled={isBusy}>
            {button}
          </button>
          {isBusy && <Waiting what="Checking every step with it …" />}
        </form>
      )}
      <div ref={after} tabIndex={-1} class="after">
        {answer?.ok === true && <Found title={done} diagnosis={answer.value.diagnosis} />}
        {answer?.ok === false && <NotDone failed={answer.failed} />}
      </div>
    </>
  );
}

function NotDone({ failed }: { readonly failed: Failed }) {
  const diagnosis = failed.kind === 'refused' ? failed.problem.diagnosis : undefined;
  return diagnosis === undefined ? (
    <Failure failed={failed} />
  ) : (
    <Found title="Nothing is changed: the checks found something wrong" diagnosis={diagnosis} />
  );
}

function Found({ title, diagnosis }: { readonly title: string; readonly diagnosis: DiagnosisView | undefined }) {
  return (
    <section aria-label="What the checks found">
      <h2>{title}</h2>
      {diagnosis && <Diagnosis diagnosis={diagnosis} />}
    </section>
  );
}

/** What the service said of fields that the form has; where a credential is all that is sent, its fields are named without it. */
function errorsAtFields(failed: Failed) {
  const named = failed.kind === 'refused' ? (failed.problem.errors ?? []) : [];
  const atFields = named.flatMap(({ path, message }) => {
    const field = [path, `credential.${path}`].find((one) => fieldNames.includes(one));
    return field === undefined ? [] : [[field, `It ${message}.`] as const];
  });
  return { atFields: Object.fromEntries(atFields), isAll: named.length > 0 && atFields.length === named.length };
}
