import { useEffect, useRef } from 'preact/hooks';
import { hrefOf, type Place } from './use-route.js';

/** A way to go to a place, for as long as what goes there is shown: whoever has gone elsewhere meanwhile is left there. */
export function useGoTo(): (...place: Place) => void {
  const isShown = useRef(true);
  useEffect(
    () => () => {
      isShown.current = false;
    },
    [],
  );
  return (...place) => {
    if (isShown.current) window.location.hash = hrefOf(...place);
  };
}
