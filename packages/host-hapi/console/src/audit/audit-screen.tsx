import { useState } from 'preact/hooks';
import type { Answer, Failed } from '../api/call.js';
import { useCall } from '../api/use-call.js';
import { useLoaded } from '../api/use-loaded.js';
import { Failure } from '../parts/failure.js';
import { Refresh } from '../parts/refresh.js';
import { Screen } from '../parts/screen.js';
import { Waiting } from '../parts/waiting.js';
import { changesIn } from './audit-words.js';
import { Change } from './change.js';
import { useKnownNames } from './use-known-names.js';

type Page = Answer<'GET /v1/audit'>;

/** So many entries at a time: a change has two. */
const limit = 100;

/** Who changed what, the newest first, page by page. */
export function AuditScreen() {
  const call = useCall();
  const names = useKnownNames();
  const { loaded, isReading, reload, put } = useLoaded(() => call('GET /v1/audit', { query: { limit } }), []);
  const [isReadingOlder, setReadingOlder] = useState(false);
  const [failed, setFailed] = useState<Failed>();

  const readOlder = async ({ items, next }: Page) => {
    if (isReadingOlder || next === undefined) return;
    setReadingOlder(true);
    setFailed(undefined);
    const older = await call('GET /v1/audit', { query: { limit, cursor: next } });
    setReadingOlder(false);
    if (older.ok) put({ ...older.value, items: [...items, ...older.value.items] });
    else setFailed(older.failed);
  };

  return (
    <Screen title="Audit log">
      <p>
        Every change of connections, credentials, apps, keys and processes is recorded, before it is made and after.
        Starts of jobs are not.
      </p>
      {loaded.is === 'loading' && <Waiting what="Reading the audit log …" />}
      {loaded.is === 'failed' && <Failure failed={loaded.failed} onRetry={reload} />}
      {loaded.is === 'there' && loaded.value.items.length === 0 && <p class="notice">Nothing was changed yet.</p>}
      {loaded.is === 'there' && loaded.value.items.length > 0 && (
        <>
          <p class="actions">
            <Refresh isReading={isReading} onRefresh={reload} />
          </p>
          <p class="notice">
            Whether somebody altered the log, or took entries away, is proved at the command line:{' '}
            <code>npx cuelight audit verify</code>
          </p>
          <ul class="cards">
            {changesIn(loaded.value.items).map((entry) => (
              <Change key={entry.seq} entry={entry} names={names} />
            ))}
          </ul>
          {failed && <Failure failed={failed} onRetry={() => readOlder(loaded.value)} />}
          {isReadingOlder && <Waiting what="Reading older entries …" />}
          {loaded.value.next === undefined ? (
            <p class="quiet">This is where the log begins.</p>
          ) : (
            <button type="button" onClick={() => readOlder(loaded.value)} aria-disabled={isReadingOlder}>
              Show older
            </button>
          )}
        </>
      )}
    </Screen>
  );
}
