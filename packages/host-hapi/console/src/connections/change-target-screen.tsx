import { useCall } from '../api/use-call.js';
import { Changed, MayBeChanged } from './changed.js';
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
            doing="Checking the new target"
            needed={['orchestratorUrl', 'tenant']}
            send={(data, kind, onCheck) =>
              call('PATCH /v1/connections/{id}', { params: { id }, body: targetChangeOf(data, kind), onCheck })
            }
            mayLook
            fields={(made) => <TargetFields {...made} now={connection} />}
            undone="Nothing is changed: the checks found something wrong"
            unsure={<MayBeChanged id={id} />}
            done={({ diagnosis }) => <Changed title="The target is changed" diagnosis={diagnosis} />}
          />
        </>
      )}
    </OneConnection>
  );
}
