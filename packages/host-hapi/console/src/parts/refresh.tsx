import { useState } from 'preact/hooks';

/** Reads again what a screen shows, which stays until then, and says when that is done. */
export function Refresh({ isReading, onRefresh }: { readonly isReading: boolean; onRefresh(): void }) {
  const [wasAsked, setAsked] = useState(false);
  const refresh = () => {
    setAsked(true);
    onRefresh();
  };
  return (
    <>
      <button type="button" onClick={refresh} aria-disabled={isReading}>
        Refresh
      </button>
      <span role="status" class="quiet">
        {wasAsked && (isReading ? 'Reading again …' : 'Read again.')}
      </span>
    </>
  );
}
