import { everyCheck } from '@cuelight/core';
import { useState } from 'preact/hooks';
import type { Answer, Failed } from '../api/call.js';
import { useCall } from '../api/use-call.js';
import { useLoaded } from '../api/use-loaded.js';
import { Diagnosis } from '../diagnosis/diagnosis.js';
import { LiveDiagnosis } from '../diagnosis/live-diagnosis.js';
import { useLiveCheck } from '../diagnosis/use-live-check.js';
import { Fact } from '../parts/fact.js';
import { Failure } from '../parts/failure.js';
import { Moment } from '../parts/moment.js';
import { Name } from '../parts/name.js';
import { Screen } from '../parts/screen.js';
import { Waiting } from '../parts/waiting.js';
import { hrefOf } from '../route/use-route.js';
import type { Who } from '../session/session-state.js';
import { Health, healthMeaning, subscriptionMeaning } from './health.js';

type Connection = Answer<'GET /v1/connections/{id}'>;

/** One connection: how it is, how jobs are followed, and what its last diagnosis found. */
export function ConnectionScreen({ id, who }: { readonly id: string; readonly who: Who }) {
  const call = useCall();
  const params = { id };
  const connection = useLoaded(() => call('GET /v1/connections/{id}', { params }), [id]);
  const last = useLoaded(() => call('GET /v1/connections/{id}/diagnosis', { params }), [id]);
  const live = useLiveCheck();
  const [failed, setFailed] = useState<Failed>();
  const [said, setSaid] = useState('');

  const check = async () => {
    if (live.isBusy) return;
    setFailed(undefined);
    setSaid('');
    const checked = await live.run((onCheck) => call('POST /v1/connections/{id}/check', { params, body: {}, onCheck }));
    if (checked === undefined) return;
    if (!checked.ok) return setFailed(checked.failed);
    last.put(checked.value);
    setSaid(checked.value.verdict === 'fail' ? 'Checked: it does not work.' : 'Checked: it works.');
    const now = await call('GET /v1/connections/{id}', { params });
    if (now.ok) connection.put(now.value);
  };

  const { loaded } = connection;
  const isLive = live.isBusy || failed?.kind === 'broken';
  const isThere = loaded.is === 'there';
  return (
    <Screen
      title={isThere ? loaded.value.name : 'Connection'}
      heading={isThere ? <Name>{loaded.value.name}</Name> : 'Connection'}
    >
      <p>
        <a href={hrefOf('connections')}>All connections</a>
      </p>
      {loaded.is === 'loading' && <Waiting what="Reading the connection …" />}
      {loaded.is === 'failed' && <Failure failed={loaded.failed} onRetry={connection.reload} />}
      {isThere && (
        <>
          <Facts connection={loaded.value} />
          <p class="actions">
            <a href={hrefOf('connections', id, 'change')}>Change the connection</a>
            {who.scope === 'admin' && <a href={hrefOf('connections', id, 'refused-deliveries')}>Refused deliveries</a>}
          </p>
          <h2>Diagnosis</h2>
          <p class="actions">
            <button type="button" class="primary" onClick={check} aria-disabled={live.isBusy}>
              Check now
            </button>
          </p>
          <div role="status">{said}</div>
          {failed && <Failure failed={failed} />}
          {isLive && <LiveDiagnosis live={live} asked={everyCheck} what="Checking" />}
          {!isLive && last.loaded.is === 'loading' && <Waiting what="Reading the last diagnosis …" />}
          {!isLive && last.loaded.is === 'failed' && !failed && (
            <NoDiagnosis failed={last.loaded.failed} onRetry={last.reload} />
          )}
          {!isLive && last.loaded.is === 'there' && (
            <>
              <p class="quiet">
                Checked <Moment at={last.loaded.value.checkedAt} />
              </p>
              <Diagnosis key={last.loaded.value.checkedAt} diagnosis={last.loaded.value} />
            </>
          )}
        </>
      )}
    </Screen>
  );
}

/** That nothing was checked yet is no failure. */
function NoDiagnosis({ failed, onRetry }: { readonly failed: Failed; onRetry(): void }) {
  if (failed.kind !== 'refused' || failed.problem.status !== 404) return <Failure failed={failed} onRetry={onRetry} />;
  return <p class="notice">It has not been checked since the service started. Check it now to see how it is.</p>;
}

function Facts({ connection }: { readonly connection: Connection }) {
  const { orchestratorUrl, tenant, identityUrl, trust, createdAt } = connection;
  return (
    <dl class="facts">
      <Fact of="Health">
        <Health {...connection} /> {healthMeaning(connection)}
      </Fact>
      <Fact of="Following jobs">{subscriptionMeaning(connection)}</Fact>
      <Fact of="Orchestrator">
        <Name>{orchestratorUrl}</Name>, tenant <Name>{tenant}</Name>
      </Fact>
      {identityUrl !== undefined && (
        <Fact of="Identity server">
          <Name>{identityUrl}</Name>
        </Fact>
      )}
      {trust !== undefined && <Fact of="Trust">Certificates of an authority of its own</Fact>}
      <Fact of="Made">
        <Moment at={createdAt} />
      </Fact>
    </dl>
  );
}
