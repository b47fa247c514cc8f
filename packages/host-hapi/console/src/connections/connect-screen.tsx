import { checksFor } from '@cuelight/core';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Answer, Failed } from '../api/call.js';
import { useCall } from '../api/use-call.js';
import { Field } from '../parts/field.js';
import { Screen } from '../parts/screen.js';
import { hrefOf } from '../route/use-route.js';
import type { Who } from '../session/session-state.js';
import { Made, NotConnected } from './connect-outcome.js';
import { CredentialFields } from './credential-fields.js';
import { LiveDiagnosis } from './live-diagnosis.js';
import { type CredentialKind, fieldNames, missingIn, newConnectionOf } from './new-connection.js';
import { PresentedChain } from './presented-chain.js';
import { addAuthority, TrustFields } from './trust-fields.js';
import { useLiveCheck } from './use-live-check.js';
import { usePresentedChain } from './use-presented-chain.js';

/** What connecting asks. */
const asked = checksFor('cannot-connect');

/** Connects an Orchestrator: what is asked for, what is wrong with it, and what each check found, as it is made. */
export function ConnectScreen({ who }: { readonly who: Who }) {
  const call = useCall();
  const live = useLiveCheck();
  const { seen, look } = usePresentedChain();
  const form = useRef<HTMLFormElement>(null);
  const after = useRef<HTMLDivElement>(null);
  const [kind, setKind] = useState<CredentialKind>('password');
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [isMoreOpen, setMoreOpen] = useState(false);
  const [failed, setFailed] = useState<Failed>();
  const [made, setMade] = useState<Answer<'POST /v1/connections'>>();

  useEffect(() => {
    if (failed !== undefined) after.current?.focus();
  }, [failed]);

  // In a small window the form has all the room.
  useEffect(() => {
    if (live.isBusy) after.current?.scrollIntoView({ block: 'nearest' });
  }, [live.isBusy]);

  // The first field that is wrong is where to go on.
  useEffect(() => {
    const [first] = fieldNames.filter((name) => errors[name] !== undefined);
    if (first !== undefined) document.getElementById(`field-${first}`)?.focus();
  }, [errors]);

  const showErrors = (now: Readonly<Record<string, string>>) => {
    setErrors(now);
    if ('identityUrl' in now || 'trust.caPem' in now) setMoreOpen(true);
  };

  const submit = async (event: Event) => {
    event.preventDefault();
    if (live.isBusy || form.current === null) return;
    const data = new FormData(form.current);
    setFailed(undefined);
    const missing = missingIn(data, kind);
    showErrors(missing);
    if (Object.keys(missing).length > 0) return;
    const body = newConnectionOf(data, kind);
    const connected = await live.run((onCheck) => call('POST /v1/connections', { body, onCheck }));
    if (connected === undefined) return;
    // The form goes, and every secret in it.
    if (connected.ok) return setMade(connected.value);
    const named = connected.failed.kind === 'refused' ? (connected.failed.problem.errors ?? []) : [];
    const atFields = named.filter(({ path }) => fieldNames.some((name) => name === path));
    if (atFields.length > 0)
      showErrors(Object.fromEntries(atFields.map(({ path, message }) => [path, `It ${message}.`])));
    if (atFields.length < named.length || named.length === 0) setFailed(connected.failed);
  };

  const lookAtCertificates = () => {
    const address = new FormData(form.current ?? undefined).get('orchestratorUrl');
    if (typeof address !== 'string' || address.trim() === '') return showErrors({ orchestratorUrl: 'It is required.' });
    void look(address.trim());
  };
  const onLook = who.scope === 'admin' ? lookAtCertificates : undefined;

  if (made !== undefined) return <Made made={made} />;
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
        <Field
          name="orchestratorUrl"
          label="Address"
          type="url"
          hint="As in the address bar of Orchestrator, such as https://orchestrator.example.com"
          error={errors.orchestratorUrl}
        />
        <Field name="tenant" label="Tenant" value="Default" error={errors.tenant} />
        <CredentialFields kind={kind} onKind={setKind} errors={errors} />
        <TrustFields errors={errors} isOpen={isMoreOpen} onToggle={setMoreOpen} onLook={onLook} />
        <button type="submit" class="primary" aria-disabled={live.isBusy}>
          Connect
        </button>
      </form>
      <PresentedChain seen={seen} onRetry={lookAtCertificates} onTrust={addAuthority} />
      <div ref={after} tabIndex={-1} class="after">
        {failed && <NotConnected failed={failed} onLook={onLook} />}
        {(live.isBusy || failed?.kind === 'broken') && (
          <>
            <h2>{live.isBusy ? 'Connecting' : 'As far as the checks came'}</h2>
            <LiveDiagnosis live={live} asked={asked} what="Connecting" />
          </>
        )}
      </div>
    </Screen>
  );
}
