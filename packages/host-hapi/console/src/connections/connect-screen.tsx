import { useEffect, useRef, useState } from 'preact/hooks';
import type { Answer, Failed } from '../api/call.js';
import { useCall } from '../api/use-call.js';
import { Failure } from '../parts/failure.js';
import { Field } from '../parts/field.js';
import { Name } from '../parts/name.js';
import { Screen } from '../parts/screen.js';
import { Waiting } from '../parts/waiting.js';
import { hrefOf } from '../route/use-route.js';
import { CredentialFields } from './credential-fields.js';
import { Diagnosis } from './diagnosis.js';
import { type CredentialKind, fieldNames, missingIn, newConnectionOf } from './new-connection.js';
import { TargetFields } from './target-fields.js';

/** Connects an Orchestrator: what is asked for, what is wrong with it, and what the checks found. */
export function ConnectScreen() {
  const call = useCall();
  const form = useRef<HTMLFormElement>(null);
  const after = useRef<HTMLDivElement>(null);
  const [kind, setKind] = useState<CredentialKind>('password');
  const [isBusy, setBusy] = useState(false);
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [failed, setFailed] = useState<Failed>();
  const [made, setMade] = useState<Answer<'POST /v1/connections'>>();

  useEffect(() => {
    if (failed !== undefined) after.current?.focus();
  }, [failed]);

  // The first field that is wrong is where to go on.
  useEffect(() => {
    const [first] = fieldNames.filter((name) => errors[name] !== undefined);
    if (first !== undefined) document.getElementById(`field-${first}`)?.focus();
  }, [errors]);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (isBusy || form.current === null) return;
    const data = new FormData(form.current);
    setFailed(undefined);
    const missing = missingIn(data, kind);
    setErrors(missing);
    if (Object.keys(missing).length > 0) return;
    setBusy(true);
    const connected = await call('POST /v1/connections', { body: newConnectionOf(data, kind) });
    setBusy(false);
    // The form goes, and every secret in it.
    if (connected.ok) return setMade(connected.value);
    const named = connected.failed.kind === 'refused' ? (connected.failed.problem.errors ?? []) : [];
    const atFields = named.filter(({ path }) => fieldNames.some((name) => name === path));
    if (atFields.length > 0)
      setErrors(Object.fromEntries(atFields.map(({ path, message }) => [path, `It ${message}.`])));
    if (atFields.length < named.length || named.length === 0) setFailed(connected.failed);
  };

  if (made !== undefined) return <Made made={made} />;
  const diagnosis = failed?.kind === 'refused' ? failed.problem.diagnosis : undefined;
  return (
    <Screen title="Connect an Orchestrator">
      <p>
        <a href={hrefOf('connections')}>All connections</a>
      </p>
      <form ref={form} onSubmit={submit} noValidate class="sheet">
        <Field
          name="name"
          label="Name"
          hint="As people are to know it, such as Finance Orchestrator"
          error={errors.name}
        />
        <TargetFields errors={errors}>
          <CredentialFields kind={kind} onKind={setKind} errors={errors} />
        </TargetFields>
        <button type="submit" class="primary" aria-disabled={isBusy}>
          Connect
        </button>
        {isBusy && <Waiting what="Connecting, and checking every step of it …" />}
      </form>
      <div ref={after} tabIndex={-1} class="after">
        {diagnosis ? (
          <section aria-label="What the checks found">
            <h2>Not connected</h2>
            <Diagnosis diagnosis={diagnosis} />
          </section>
        ) : (
          failed && <Failure failed={failed} />
        )}
      </div>
    </Screen>
  );
}

/** What was made, and what its checks found. */
function Made({ made }: { readonly made: Answer<'POST /v1/connections'> }) {
  return (
    <Screen
      key="made"
      title="Connected"
      heading={
        <>
          Connected: <Name>{made.name}</Name>
        </>
      }
    >
      <p class="actions">
        <a class="button primary" href={hrefOf('connections', made.id)}>
          Go to the connection
        </a>
        <a class="button" href={hrefOf('connections')}>
          All connections
        </a>
      </p>
      <h2>What the checks found</h2>
      <Diagnosis diagnosis={made.diagnosis} />
    </Screen>
  );
}
