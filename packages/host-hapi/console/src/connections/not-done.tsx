import type { ComponentChildren } from 'preact';
import type { Failed } from '../api/call.js';
import { Diagnosis } from '../diagnosis/diagnosis.js';
import { Failure } from '../parts/failure.js';

/** Why something that is checked first was not done, as far as that is known. */
export function NotDone({
  failed,
  title,
  unsure,
  onLook,
}: {
  readonly failed: Failed;
  /** What is so, where the checks found something wrong. */
  readonly title: string;
  /** What may be so, where no answer came. */
  readonly unsure?: ComponentChildren;
  /** Looks at the certificates of the server; absent for whoever may not. */
  readonly onLook?: (() => void) | undefined;
}) {
  const diagnosis = failed.kind === 'refused' ? failed.problem.diagnosis : undefined;
  if (diagnosis === undefined) {
    return (
      <>
        <Failure failed={failed} />
        {failed.kind !== 'refused' && unsure}
      </>
    );
  }
  return (
    <section aria-label="What the checks found">
      <h2>{title}</h2>
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
