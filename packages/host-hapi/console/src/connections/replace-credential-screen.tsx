import { useCall } from '../api/use-call.js';
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
            done="The credential is replaced"
            needed={[]}
            send={(data, kind) =>
              call('PUT /v1/connections/{id}/credential', { params: { id }, body: credentialOf(data, kind) })
            }
            around={(_, credential) => credential}
          />
        </>
      )}
    </OneConnection>
  );
}
