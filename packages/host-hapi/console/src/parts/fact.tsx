import type { ComponentChildren } from 'preact';

/** One line of a list of facts: what it is of, and what is so. */
export function Fact({ of, children }: { readonly of: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{of}</dt>
      <dd>{children}</dd>
    </div>
  );
}
