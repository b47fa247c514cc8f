import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Failed, Outcome } from './call.js';

/** Something that is read from the service. */
export type Loaded<T> =
  | { readonly is: 'loading' }
  | { readonly is: 'failed'; readonly failed: Failed }
  | { readonly is: 'there'; readonly value: T };

/** Reads something when it is first shown, when what it depends on changes, when it is asked to, and when the network is back. */
export function useLoaded<T>(
  load: () => Promise<Outcome<T>>,
  dependsOn: readonly unknown[],
): { readonly loaded: Loaded<T>; reload(): void; put(value: T): void } {
  const [loaded, setLoaded] = useState<Loaded<T>>({ is: 'loading' });
  const [turn, setTurn] = useState(0);
  const reload = useCallback(() => setTurn((last) => last + 1), []);

  useEffect(() => {
    let isWanted = true;
    setLoaded({ is: 'loading' });
    void load().then((outcome) => {
      if (!isWanted) return;
      setLoaded(outcome.ok ? { is: 'there', value: outcome.value } : { is: 'failed', failed: outcome.failed });
    });
    return () => {
      isWanted = false;
    };
  }, [turn, ...dependsOn]);

  useEffect(() => {
    if (loaded.is !== 'failed' || loaded.failed.kind !== 'offline') return;
    window.addEventListener('online', reload);
    return () => window.removeEventListener('online', reload);
  }, [loaded, reload]);

  return { loaded, reload, put: (value) => setLoaded({ is: 'there', value }) };
}
