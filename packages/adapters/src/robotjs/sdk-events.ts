import type { RobotSdk } from './robot-sdk.js';

/** What somebody hears of an SDK. */
export interface SdkListener {
  /** The user has to compare a code in Assistant. */
  consentAsked(code: number): void;
  /** A request was not answered. */
  unanswered(): void;
}

/** Listeners by SDK: there is one SDK in a page, and no way to take a handler back from it. */
const heardBy = new WeakMap<RobotSdk, Set<SdkListener>>();

/** Hears the events of an SDK from now on. It shows nothing of its own in the page then. */
export function hearSdk(sdk: RobotSdk, listener: SdkListener): void {
  const listeners = heardBy.get(sdk) ?? registered(sdk);
  listeners.add(listener);
}

function registered(sdk: RobotSdk): Set<SdkListener> {
  const listeners = new Set<SdkListener>();
  heardBy.set(sdk, listeners);
  sdk.on('consent-prompt', (code) => {
    for (const listener of listeners) listener.consentAsked(Number(code));
  });
  sdk.on('missing-components', () => {
    for (const listener of listeners) listener.unanswered();
  });
  return listeners;
}
