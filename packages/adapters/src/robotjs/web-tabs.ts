import type { Clock } from '@cuelight/core';
import { onlyPage, type Tabs } from './tabs.js';
import { type Channel, tabsByChannel } from './tabs-by-channel.js';
import { tabsByLocks, type WebLocks } from './tabs-by-locks.js';

/** The few names of a browser that are used here, each of which may be missing. */
interface Browser {
  readonly isSecureContext?: boolean;
  readonly navigator?: { readonly locks?: WebLocks };
  readonly BroadcastChannel?: new (name: string) => Channel;
}

/**
 * The other pages of this browser: by Web Locks, which pages have that came by https or from this computer; else by messages;
 * else it knows of none.
 */
export function webTabs(clock: Clock, newId: () => string, browser: Browser = globalThis as unknown as Browser): Tabs {
  const { navigator, BroadcastChannel } = browser;
  if (navigator?.locks !== undefined) return tabsByLocks(navigator.locks, newId);
  return BroadcastChannel === undefined
    ? onlyPage
    : tabsByChannel(new BroadcastChannel('cuelight-robot'), clock, newId);
}
