import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Failed, Outcome } from './call.js';

/** Something that is read from the service. */
export type Loaded<T> =
  | { readonly is: 'loading' }
  | { readonly is: 'failed'; readonly failed: Failed }
  | { readonly is: 'there'; readonly value: T };

/**
 * Reads something when it is first shown, when what it depends on changes, when it is asked to, and when the network is back. What
 * is there stays while it is read again.
 */
export function useLoaded<T>(
  load: () => Promise<Outcome<T>>,
  dependsOn: readonly unknown[],
): { readonly loaded: Loaded<T>; readonly isReading: boolean; reload(): void; put(value: T): void } {
  const [loaded, setLoaded] = useState<Loaded<T>>({ is: 'loading' });
  const [turn, setTurn] = useState(0);
  const [isReading, setReading] = useState(true);
  const lastTurn = useRef(turn);
  const reload = useCallback(() => setTurn((last) => last + 1), []);

  useEffect(() => {
    let isWanted = true;
    const isAgain = turn !== lastTurn.current;
    lastTurn.current = turn;
    setReading(true);
    setLoaded((before) => (isAgain && before.is === 'there' ? before : { is: 'loading' }));
    void load().then((outcome) => {
      if (!isWanted) return;
      setReading(false);
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

  return { loaded, isReading, reload, put: (value) => setLoaded({ is: 'there', value }) };
}
