import { useCall } from '../api/use-call.js';
import { CheckedForm } from './checked-form.js';
import { targetChangeOf } from './new-connection.js';
import { OneConnection } from './one-connection.js';
import { TargetFields } from './target-fields.js';

/** Changes where a connection leads, with a credential for there. */
export function ChangeTargetScreen({ id }: { readonly id: string }) {
  const call = useCall();
  return (
    <OneConnection id={id} doing="Change the target of">
      {(connection) => (
        <>
          <p>
            The credential has to be given again, as the one that is kept is never sent anywhere else. All is checked
            first, and changes together or not at all; the webhook goes along.
          </p>
          <CheckedForm
            button="Change the target"
            done="The target is changed"
            needed={['orchestratorUrl', 'tenant']}
            send={(data, kind) =>
              call('PATCH /v1/connections/{id}', { params: { id }, body: targetChangeOf(data, kind) })
            }
            around={(errors, credential) => (
              <TargetFields errors={errors} now={connection}>
                {credential}
              </TargetFields>
            )}
          />
        </>
      )}
    </OneConnection>
  );
}
