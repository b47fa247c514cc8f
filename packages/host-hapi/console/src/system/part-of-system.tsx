import type { ComponentChildren } from 'preact';
import { Name } from '../parts/name.js';
import { Told } from '../parts/told.js';

/** A part that could not be asked. */
interface Failed {
  readonly failure: { readonly code: string; readonly detail: string };
}

/** One part of the system: whether it works in a word, what is known of it, or why it cannot be asked. */
export function PartOfSystem<T extends object>({
  title,
  part,
  works = 'works',
  children,
}: {
  readonly title: string;
  readonly part: T | Failed;
  /** The word when it does. */
  readonly works?: string;
  children(part: T): ComponentChildren;
}) {
  const isFailed = hasFailed(part);
  return (
    <section class="card">
      <h2>
        {title} <span class={`badge badge-${isFailed ? 'fail' : 'pass'}`}>{isFailed ? 'does not answer' : works}</span>
      </h2>
      {isFailed ? (
        <p>
          <Told>{part.failure.detail}</Told> (<Name>{part.failure.code}</Name>)
        </p>
      ) : (
        children(part)
      )}
    </section>
  );
}

function hasFailed(part: object): part is Failed {
  return 'failure' in part;
}
