import { useEffect, useRef } from 'preact/hooks';

/** Does something again and again while it is wanted and the page is seen: each time so long after the last has ended. */
export function useRepeated(run: () => Promise<void>, everyMs: number, isWanted: boolean): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (!isWanted) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isRunning = false;
    let isOver = false;
    const plan = () => {
      clearTimeout(timer);
      if (!isOver && !isRunning && !document.hidden) timer = setTimeout(turn, everyMs);
    };
    const turn = async () => {
      isRunning = true;
      await latest.current();
      isRunning = false;
      plan();
    };
    plan();
    document.addEventListener('visibilitychange', plan);
    return () => {
      isOver = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', plan);
    };
  }, [isWanted, everyMs]);
}
