import { useState } from 'preact/hooks';
import type { Answer } from '../api/call.js';
import { useCall } from '../api/use-call.js';
import { Diagnosis } from '../diagnosis/diagnosis.js';
import { Field } from '../parts/field.js';
import { Name } from '../parts/name.js';
import { Screen } from '../parts/screen.js';
import { hrefOf } from '../route/use-route.js';
import type { Who } from '../session/session-state.js';
import { CheckedForm } from './checked-form.js';
import { newConnectionOf } from './new-connection.js';
import { TargetFields } from './target-fields.js';

/** Connects an Orchestrator: what is asked for, what is wrong with it, and what each check found, as it is made. */
export function ConnectScreen({ who }: { readonly who: Who }) {
  const call = useCall();
  const [made, setMade] = useState<Answer<'POST /v1/connections'>>();
  if (made !== undefined) return <Made made={made} who={who} />;
  return (
    <Screen title="Connect an Orchestrator">
      <p>
        <a href={hrefOf('connections')}>All connections</a>
      </p>
      <CheckedForm
        button="Connect"
        doing="Connecting"
        needed={['name', 'orchestratorUrl', 'tenant']}
        send={async (data, kind, onCheck) => {
          const connected = await call('POST /v1/connections', { body: newConnectionOf(data, kind), onCheck });
          if (connected.ok) setMade(connected.value);
          return connected;
        }}
        mayLook={who.scope === 'admin'}
        fields={(made) => (
          <>
            <Field
              name="name"
              label="Name"
              hint="As people are to know it, such as Finance Orchestrator"
              error={made.errors.name}
            />
            <TargetFields {...made} />
          </>
        )}
        undone="Not connected"
        unsure={
          <p>
            The connection may have been made all the same: <a href={hrefOf('connections')}>look at the connections</a>{' '}
            before you try again.
          </p>
        }
        done={() => null}
      />
    </Screen>
  );
}

/** What was made, and what its checks found. */
function Made({ made, who }: { readonly made: Answer<'POST /v1/connections'>; readonly who: Who }) {
  const apps = who.scope === 'admin' ? ['apps'] : who.appId !== undefined && ['apps', who.appId];
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
        {apps && (
          <a class="button" href={hrefOf(...apps)}>
            Give an app one of its processes
          </a>
        )}
      </p>
      <h2>What the checks found</h2>
      <Diagnosis diagnosis={made.diagnosis} />
    </Screen>
  );
}
