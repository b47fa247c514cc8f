import { useEffect } from 'preact/hooks';

/** Whoever takes the focus on purpose has taken it by then. */
const patienceMs = 100;

/**
 * Gives the focus to the heading of the screen when what had it has gone, such as a button that did its work: a keyboard and a
 * screen reader would be nowhere otherwise. Nothing is scrolled.
 */
export function useKeptFocus(): void {
  useEffect(() => {
    let last: EventTarget | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keep = () => {
      if (!(last instanceof Element) || last.isConnected || document.activeElement !== document.body) return;
      last = null;
      document.querySelector('h1')?.focus({ preventScroll: true });
    };
    const onFocus = ({ target }: Event) => {
      last = target;
    };
    // Whoever points elsewhere gives it away.
    const onPoint = () => {
      last = null;
    };
    const observer = new MutationObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(keep, patienceMs);
    });
    document.addEventListener('focusin', onFocus);
    document.addEventListener('pointerdown', onPoint);
    observer.observe(document.body, { childList: true, subtree: true });
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      document.removeEventListener('focusin', onFocus);
      document.removeEventListener('pointerdown', onPoint);
    };
  }, []);
}
