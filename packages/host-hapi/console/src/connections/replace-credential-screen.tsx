import { useCall } from '../api/use-call.js';
import { Changed, MayBeChanged } from './changed.js';
import { CheckedForm } from './checked-form.js';
import { credentialOf } from './new-connection.js';
import { OneConnection } from './one-connection.js';

/** Replaces the credential of a connection. */
export function ReplaceCredentialScreen({ id }: { readonly id: string }) {
  const call = useCall();
  return (
    <OneConnection id={id} doing="Replace the credential of">
      {() => (
        <>
          <p>The new one is checked first. Until it has proved to work, the one before is used.</p>
          <CheckedForm
            button="Replace the credential"
            doing="Checking the new credential"
            needed={[]}
            send={(data, kind, onCheck) =>
              call('PUT /v1/connections/{id}/credential', { params: { id }, body: credentialOf(data, kind), onCheck })
            }
            fields={({ credential }) => credential}
            undone="Nothing is changed: the checks found something wrong"
            unsure={<MayBeChanged id={id} />}
            done={({ diagnosis }) => <Changed title="The credential is replaced" diagnosis={diagnosis} />}
          />
        </>
      )}
    </OneConnection>
  );
}
