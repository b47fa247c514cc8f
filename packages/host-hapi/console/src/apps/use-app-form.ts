import { useRef, useState } from 'preact/hooks';
import type { Failed, Outcome } from '../api/call.js';
import { readOrigins } from './read-origins.js';

/** What an app is made of, as it was typed. */
export interface TypedApp {
  readonly name: string;
  readonly origins: readonly string[];
}

/** What is wrong with it, by the field. */
export interface AppErrors {
  readonly name?: string;
  readonly origins?: string;
}

/**
 * A form with the fields of an app: what is refused is said at its field, where the keyboard goes; what was typed stays.
 *
 * @param prefix what the names of its fields begin with
 * @param send does what the form is for, and answers what is said of that
 */
export function useAppForm(prefix: string, send: (typed: TypedApp, form: HTMLFormElement) => Promise<Outcome<string>>) {
  const form = useRef<HTMLFormElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [errors, setErrors] = useState<AppErrors>({});
  const [failed, setFailed] = useState<Failed>();
  const [said, setSaid] = useState('');

  const refuse = (wrong: AppErrors) => {
    setErrors(wrong);
    document.getElementById(`field-${prefix}-${wrong.name === undefined ? 'origins' : 'name'}`)?.focus();
  };

  const submit = async (event: Event) => {
    event.preventDefault();
    if (form.current === null || isBusy) return;
    const data = new FormData(form.current);
    const name = String(data.get(`${prefix}-name`) ?? '').trim();
    const { origins, errorsOf } = readOrigins(String(data.get(`${prefix}-origins`) ?? ''));
    setFailed(undefined);
    setErrors({});
    setSaid('');
    if (name === '') return refuse({ name: 'It is required.' });
    setBusy(true);
    const sent = await send({ name, origins }, form.current);
    setBusy(false);
    if (sent.ok) return setSaid(sent.value);
    const told = sent.failed.kind === 'refused' ? (sent.failed.problem.errors ?? []) : [];
    if (told.length === 0) return setFailed(sent.failed);
    const ofName = told.find(({ path }) => path === 'name');
    const ofOrigins = errorsOf(told);
    refuse({ ...(ofName && { name: `It ${ofName.message}.` }), ...(ofOrigins !== '' && { origins: ofOrigins }) });
  };

  return { form, isBusy, errors, failed, said, submit };
}
