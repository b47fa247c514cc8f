import { useRef, useState } from 'preact/hooks';
import type { Failed } from '../api/call.js';
import { Failure } from '../parts/failure.js';
import { Field } from '../parts/field.js';
import { Screen } from '../parts/screen.js';
import { Waiting } from '../parts/waiting.js';
import type { SessionState } from './session-state.js';

const reasons = {
  new: '',
  ended: 'Your session has ended. Sign in again to go on where you were.',
  left: 'You are signed out.',
  'code-refused': 'This link was used already, or is older than 5 minutes. Ask for another, or sign in with a key.',
} as const;

/** Lets somebody sign in with a key, which is given to the service once and kept nowhere. */
export function SignIn({
  why,
  signIn,
}: {
  readonly why: Extract<SessionState, { is: 'signed-out' }>['why'];
  signIn(key: string): Promise<Failed | undefined>;
}) {
  const [isBusy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Failed>();
  const [isMissing, setMissing] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (isBusy || form.current === null) return;
    const key = String(new FormData(form.current).get('key') ?? '').trim();
    setFailed(undefined);
    setMissing(key === '');
    if (key === '') return form.current.querySelector('input')?.focus();
    setBusy(true);
    const refused = await signIn(key);
    setBusy(false);
    form.current?.reset();
    setFailed(refused);
    if (refused !== undefined) form.current?.querySelector('input')?.focus();
  };

  return (
    <main class="narrow">
      <Screen title="Sign in" heading="Sign in to Cuelight">
        {why !== 'new' && (
          <p class="notice" role="status">
            {reasons[why]}
          </p>
        )}
        <form ref={form} onSubmit={submit} noValidate>
          <Field
            name="key"
            label="API key"
            type="password"
            hint="A key of scope admin or designer, or the operator’s own. The console does not keep it."
            error={isMissing ? 'A key is needed.' : undefined}
          />
          <button type="submit" class="primary" aria-disabled={isBusy}>
            Sign in
          </button>
          {isBusy && <Waiting what="Signing in …" />}
          {failed && <Failure failed={failed} />}
        </form>
      </Screen>
    </main>
  );
}
