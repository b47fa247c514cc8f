import { Diagnosis, type DiagnosisView } from '../diagnosis/diagnosis.js';
import { hrefOf } from '../route/use-route.js';

/** That a connection is changed, and what the checks found that came before. */
export function Changed({
  title,
  diagnosis,
}: {
  readonly title: string;
  readonly diagnosis: DiagnosisView | undefined;
}) {
  return (
    <section aria-label="What the checks found">
      <h2>{title}</h2>
      {diagnosis && <Diagnosis diagnosis={diagnosis} />}
    </section>
  );
}

/** What may be so of a change to which no answer came. */
export function MayBeChanged({ id }: { readonly id: string }) {
  return (
    <p>
      It may be changed all the same: <a href={hrefOf('connections', id)}>look at the connection</a> before you try
      again.
    </p>
  );
}
