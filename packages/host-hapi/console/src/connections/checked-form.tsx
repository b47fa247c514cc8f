import { checksFor } from '@cuelight/core';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { LiveDiagnosis } from '../diagnosis/live-diagnosis.js';
import { PresentedChain } from '../trust/presented-chain.js';
import { usePresentedChain } from '../trust/use-presented-chain.js';
import { CredentialFields } from './credential-fields.js';
import { NotDone } from './not-done.js';
import { addAuthority } from './trust-fields.js';
import { type SendChecked, useCheckedForm } from './use-checked-form.js';

/** What the fields of such a form are made with. */
export interface CheckedFields {
  readonly errors: Readonly<Record<string, string>>;
  /** The fields of the credential. */
  readonly credential: ComponentChildren;
  /** Asks for the certificates at the address of the form; absent for whoever may not. */
  readonly onLook?: (() => void) | undefined;
}

/** What is asked before a credential counts. */
const asked = checksFor('cannot-connect');

/**
 * A form with a credential, which is checked before it counts, each check shown as it is answered. When all is well the form goes, and every
 * secret in it, and what came of it takes its place.
 */
export function CheckedForm<T>({
  button,
  doing,
  needed,
  send,
  mayLook = false,
  fields,
  undone,
  unsure,
  done,
}: {
  readonly button: string;
  /** What is under way, such as "Connecting". */
  readonly doing: string;
  readonly needed: readonly string[];
  readonly send: SendChecked<T>;
  /** Whether the form has an address whose certificates may be looked at. */
  readonly mayLook?: boolean;
  fields(made: CheckedFields): ComponentChildren;
  /** What is so when the checks found something wrong. */
  readonly undone: string;
  /** What may be so when no answer came. */
  readonly unsure?: ComponentChildren;
  done(value: T): ComponentChildren;
}) {
  const { form, live, kind, setKind, errors, setErrors, failed, done: sent, submit } = useCheckedForm(needed, send);
  const { seen, look } = usePresentedChain();
  const after = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (failed !== undefined || sent !== undefined) after.current?.focus();
  }, [failed, sent]);
  // In a small window the form has all the room.
  useEffect(() => {
    if (live.isBusy) after.current?.scrollIntoView({ block: 'nearest' });
  }, [live.isBusy]);

  const lookAtCertificates = () => {
    const address = new FormData(form.current ?? undefined).get('orchestratorUrl');
    if (typeof address === 'string' && address.trim() !== '') void look(address.trim());
    else setErrors({ orchestratorUrl: 'It is required.' });
  };
  const onLook = mayLook ? lookAtCertificates : undefined;

  if (sent !== undefined) {
    return (
      <div ref={after} tabIndex={-1} class="after">
        {done(sent.value)}
      </div>
    );
  }
  return (
    <>
      <form ref={form} onSubmit={submit} noValidate class="sheet">
        {fields({ errors, credential: <CredentialFields kind={kind} onKind={setKind} errors={errors} />, onLook })}
        <button type="submit" class="primary" aria-disabled={live.isBusy}>
          {button}
        </button>
      </form>
      <PresentedChain seen={seen} onRetry={lookAtCertificates} onTrust={addAuthority} />
      <div ref={after} tabIndex={-1} class="after">
        {failed && <NotDone failed={failed} title={undone} unsure={unsure} onLook={onLook} />}
        {(live.isBusy || failed?.kind === 'broken') && (
          <>
            <h2>{live.isBusy ? doing : 'As far as the checks came'}</h2>
            <LiveDiagnosis live={live} asked={asked} what={doing} />
          </>
        )}
      </div>
    </>
  );
}
