import { useEffect, useRef, useState } from 'preact/hooks';
import type { Failed, Outcome } from '../api/call.js';
import type { Check } from '../diagnosis/groups-of-checks.js';
import { useLiveCheck } from '../diagnosis/use-live-check.js';
import { type CredentialKind, fieldNames, missingIn } from './new-connection.js';

/** Sends what a form says, and tells each check as it is answered. */
export type SendChecked<T> = (
  data: FormData,
  kind: CredentialKind,
  onCheck: (check: Check) => void,
) => Promise<Outcome<T>>;

/**
 * A form with a credential, which is checked before it counts: what is missing or refused is said at its field, where the keyboard goes;
 * what was typed stays until all is well.
 *
 * @param needed the fields that have to be filled in, besides those of the credential
 */
export function useCheckedForm<T>(needed: readonly string[], send: SendChecked<T>) {
  const live = useLiveCheck();
  const form = useRef<HTMLFormElement>(null);
  const [kind, setKind] = useState<CredentialKind>('password');
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [failed, setFailed] = useState<Failed>();
  const [done, setDone] = useState<{ readonly value: T }>();

  useEffect(() => {
    const first = fieldNames.find((name) => errors[name] !== undefined);
    if (first !== undefined) document.getElementById(`field-${first}`)?.focus();
  }, [errors]);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (live.isBusy || form.current === null) return;
    const data = new FormData(form.current);
    setFailed(undefined);
    const missing = missingIn(data, kind, needed);
    setErrors(missing);
    if (Object.keys(missing).length > 0) return;
    const sent = await live.run((onCheck) => send(data, kind, onCheck));
    if (sent === undefined) return;
    if (sent.ok) return setDone({ value: sent.value });
    const { atFields, isAll } = errorsAtFields(sent.failed);
    setErrors(atFields);
    if (!isAll) setFailed(sent.failed);
  };

  return { form, live, kind, setKind, errors, setErrors, failed, done, submit };
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
