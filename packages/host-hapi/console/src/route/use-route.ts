import { useEffect, useState } from 'preact/hooks';

/** Where in the console somebody is: the parts of what stands behind `#/`. */
export type Place = readonly string[];

/** Where somebody is now. */
export function useRoute(): Place {
  const [place, setPlace] = useState(placeNow);
  useEffect(() => {
    const onMove = () => setPlace(placeNow());
    window.addEventListener('hashchange', onMove);
    return () => window.removeEventListener('hashchange', onMove);
  }, []);
  return place;
}

/** The address of a place. */
export function hrefOf(...place: Place): string {
  return `#/${place.map(encodeURIComponent).join('/')}`;
}

function placeNow(): Place {
  return window.location.hash.replace(/^#\/?/, '').split('/').filter(Boolean).map(decoded);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
