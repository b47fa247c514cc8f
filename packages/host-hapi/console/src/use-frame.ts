import { useEffect, useState } from 'preact/hooks';

type FrameModule = typeof import('./frame.js');

/** The screens: what shows them, or that they could not be loaded. */
export type LoadedFrame = FrameModule['Frame'] | 'loading' | 'failed';

/**
 * Loads the screens, which nobody needs before having signed in: at once where somebody has, else when the browser has nothing to
 * do, so that they are there by then.
 */
export function useFrame(isNeeded: boolean): LoadedFrame {
  const [{ frame }, setFrame] = useState<{ readonly frame: LoadedFrame }>({ frame: 'loading' });
  const load = () =>
    import('./frame.js').then(
      ({ Frame }) => setFrame({ frame: Frame }),
      () => setFrame({ frame: 'failed' }),
    );

  useEffect(() => {
    if (typeof frame === 'function') return;
    if (isNeeded) return void load();
    // Safari has no such call.
    const soon = window.requestIdleCallback ?? ((run: () => void) => window.setTimeout(run, 200));
    soon(() => void load());
  }, [isNeeded]);

  return frame;
}
