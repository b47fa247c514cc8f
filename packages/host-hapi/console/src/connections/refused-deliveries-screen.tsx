import type { Answer } from '../api/call.js';
import { useCall } from '../api/use-call.js';
import { useLoaded } from '../api/use-loaded.js';
import { Fact } from '../parts/fact.js';
import { Failure } from '../parts/failure.js';
import { Moment } from '../parts/moment.js';
import { Name } from '../parts/name.js';
import { Refresh } from '../parts/refresh.js';
import { Screen } from '../parts/screen.js';
import { Told } from '../parts/told.js';
import { Waiting } from '../parts/waiting.js';
import { hrefOf } from '../route/use-route.js';

type Report = Answer<'GET /v1/connections/{id}/refused-deliveries'>;

/** Which mistakes explain the deliveries that were refused for a connection, and what to do about each. */
export function RefusedDeliveriesScreen({ id }: { readonly id: string }) {
  const call = useCall();
  const params = { id };
  const { loaded, isReading, reload } = useLoaded(
    () => call('GET /v1/connections/{id}/refused-deliveries', { params }),
    [id],
  );
  return (
    <Screen title="Refused deliveries">
      <p>
        <a href={hrefOf('connections', id)}>The connection</a>
      </p>
      <p>
        Orchestrator signs each delivery of its webhook. One without a valid signature is refused; nothing of it is
        kept, only which known mistake explains it.
      </p>
      {loaded.is === 'loading' && <Waiting what="Reading what was refused …" />}
      {loaded.is === 'failed' && <Failure failed={loaded.failed} onRetry={reload} />}
      {loaded.is === 'there' && (
        <>
          <p class="actions">
            <Refresh isReading={isReading} onRefresh={reload} />
          </p>
          <Refusals report={loaded.value} />
        </>
      )}
    </Screen>
  );
}

function Refusals({ report }: { readonly report: Report }) {
  const { items, refused, notExamined, toNoConnection, since } = report;
  return (
    <>
      {refused === 0 ? (
        <p class="notice notice-pass">
          None was refused since the service has started, <Moment at={since} />.
        </p>
      ) : (
        <p class="notice notice-warn">
          {refused} refused since the service has started, <Moment at={since} />
          {notExamined > 0 && `; ${notExamined} of them were not looked at: too many in a short time, or too long`}.
        </p>
      )}
      <ul class="cards">
        {items.map(({ mistake, meaning, remedy, count, firstAt, lastAt }) => (
          <li key={mistake} class="card">
            <h2>
              <Told>{meaning}</Told>
            </h2>
            <dl class="facts">
              <Fact of="What to do">
                <Told>{remedy}</Told>
              </Fact>
              <Fact of="How often">{count === 1 ? 'Once' : `${count} times`}</Fact>
              <Fact of="When">
                First <Moment at={firstAt} />, last <Moment at={lastAt} />
              </Fact>
              <Fact of="Mistake">
                <Name>{mistake}</Name>
              </Fact>
            </dl>
          </li>
        ))}
      </ul>
      {toNoConnection > 0 && (
        <p class="quiet">
          Beside these, {toNoConnection} came for connections that take none or are not there, of the whole service.
        </p>
      )}
    </>
  );
}
