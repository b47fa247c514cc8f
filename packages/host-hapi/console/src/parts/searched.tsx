import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

/** Of one search, no more are shown: whoever has so many looks closer. */
const mostShown = 100;

/** A list in which something is looked up, of which as many are shown as somebody can look through. */
export function Searched<T>({
  items,
  label,
  textOf,
  one,
  many,
  from = 0,
  children,
}: {
  readonly items: readonly T[];
  /** What is looked up. */
  readonly label: string;
  /** Where it is looked for. */
  textOf(item: T): string;
  /** What one of them is called. */
  readonly one: string;
  /** What several of them are called. */
  readonly many: string;
  /** A list of no more than these is looked through without searching. */
  readonly from?: number;
  /** Shows what was found. */
  children(found: readonly T[]): ComponentChildren;
}) {
  const [search, setSearch] = useState('');
  if (items.length <= from) return <>{children(items)}</>;
  const wanted = search.trim().toLowerCase();
  const found = items.filter((item) => textOf(item).toLowerCase().includes(wanted));
  return (
    <>
      <div class="field">
        <label for="field-search">{label}</label>
        <input
          id="field-search"
          type="search"
          autocomplete="off"
          spellcheck={false}
          value={search}
          onInput={(event) => setSearch(event.currentTarget.value)}
        />
      </div>
      <p role="status" class="quiet">
        {found.length === 1 ? `1 ${one}` : `${found.length} ${many}`}
        {found.length > mostShown && `, of which ${mostShown} are shown: search for more of its name`}
      </p>
      {children(found.slice(0, mostShown))}
    </>
  );
}
