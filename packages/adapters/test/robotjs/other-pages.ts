import type { Channel } from '../../src/robotjs/tabs-by-channel.js';
import type { WebLocks } from '../../src/robotjs/tabs-by-locks.js';

/** The locks of a browser, for all pages of an origin. */
export function createLocks(): WebLocks {
  const held: { readonly name: string }[] = [];
  const last = new Map<string, Promise<unknown>>();
  return {
    async request(name, work) {
      const before = last.get(name);
      const working = (async () => {
        await before?.catch(() => {});
        const lock = { name };
        held.push(lock);
        try {
          await work();
        } finally {
          held.splice(held.indexOf(lock), 1);
        }
      })();
      last.set(name, working);
      await working;
    },
    query: async () => ({ held: [...held] }),
  };
}

/** Makes pages that hear each other's messages, but not their own. */
export function aChannel(): () => Channel {
  const pages: { hear(data: unknown): void }[] = [];
  return () => {
    const listeners: ((event: { readonly data: unknown }) => void)[] = [];
    const page = {
      hear(data: unknown) {
        for (const listener of listeners) listener({ data });
      },
    };
    pages.push(page);
    return {
      postMessage(message) {
        const data = structuredClone(message);
        for (const other of pages) if (other !== page) setImmediate(() => other.hear(data));
      },
      addEventListener: (_, listener) => void listeners.push(listener),
    };
  };
}
