import type { Answer, Failed } from '../api/call.js';
import { Failure } from '../parts/failure.js';
import { Name } from '../parts/name.js';
import { Screen } from '../parts/screen.js';
import { hrefOf } from '../route/use-route.js';
import { Diagnosis } from './diagnosis.js';

/** Why nothing was connected, as far as that is known. */
export function NotConnected({
  failed,
  onLook,
}: {
  readonly failed: Failed;
  /** Looks at the certificates of the server; absent for whoever may not. */
  readonly onLook?: (() => void) | undefined;
}) {
  const diagnosis = failed.kind === 'refused' ? failed.problem.diagnosis : undefined;
  if (diagnosis === undefined) {
    return (
      <>
        <Failure failed={failed} />
        {failed.kind !== 'refused' && (
          <p>
            The connection may have been made all the same: <a href={hrefOf('connections')}>look at the connections</a>{' '}
            before you try again.
          </p>
        )}
      </>
    );
  }
  return (
    <section aria-label="What the checks found">
      <h2>Not connected</h2>
      {onLook && diagnosis.rootCause === 'certificate-trusted' && (
        <p class="actions">
          <button type="button" onClick={onLook}>
            Look at the certificates it presents
          </button>
        </p>
      )}
      <Diagnosis diagnosis={diagnosis} />
    </section>
  );
}

/** What was made, and what its checks found. */
export function Made({ made }: { readonly made: Answer<'POST /v1/connections'> }) {
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
      </p>
      <h2>What the checks found</h2>
      <Diagnosis diagnosis={made.diagnosis} />
    </Screen>
  );
}
