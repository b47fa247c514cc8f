import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Call } from './call.js';

/** How the screens below call the service. */
export const CallContext = createContext<Call | undefined>(undefined);

/** The way to call the service, inside what is shown to somebody who is signed in. */
export function useCall(): Call {
  const call = useContext(CallContext);
  if (call === undefined) throw new Error('a screen is shown outside of a session');
  return call;
}
