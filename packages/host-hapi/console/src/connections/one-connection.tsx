import type { ComponentChildren } from 'preact';
import type { Answer } from '../api/call.js';
import { useCall } from '../api/use-call.js';
import { useLoaded } from '../api/use-loaded.js';
import { Failure } from '../parts/failure.js';
import { Name } from '../parts/name.js';
import { Screen } from '../parts/screen.js';
import { Waiting } from '../parts/waiting.js';
import { hrefOf } from '../route/use-route.js';

type Connection = Answer<'GET /v1/connections/{id}'>;

/** A screen that does something with one connection, once that was read. */
export function OneConnection({
  id,
  doing,
  children,
}: {
  readonly id: string;
  /** What the screen does, before the name of the connection. */
  readonly doing: string;
  /** @param put shows the connection as it is now */
  children(connection: Connection, put: (now: Connection) => void): ComponentChildren;
}) {
  const call = useCall();
  const { loaded, reload, put } = useLoaded(() => call('GET /v1/connections/{id}', { params: { id } }), [id]);
  const name = loaded.is === 'there' ? loaded.value.name : 'a connection';
  return (
    <Screen title={`${doing} ${name}`} heading={[<span key="doing">{doing} </span>, <Name key="name">{name}</Name>]}>
      <p>
        <a href={hrefOf('connections', id)}>The connection</a>
      </p>
      {loaded.is === 'loading' && <Waiting what="Reading the connection …" />}
      {loaded.is === 'failed' && <Failure failed={loaded.failed} onRetry={reload} />}
      {loaded.is === 'there' && children(loaded.value, put)}
    </Screen>
  );
}
