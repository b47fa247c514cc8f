import type { Tabs } from './tabs.js';

/** The part of `navigator.locks` that is used here: Web Locks (W3C). */
export interface WebLocks {
  request(name: string, work: () => Promise<void>): Promise<unknown>;
  query(): Promise<{ readonly held?: readonly { readonly name?: string }[] }>;
}

const aloneName = 'cuelight-robot';
const jobPrefix = (robotProcessId: string) => `cuelight-robot-job ${robotProcessId} `;

/** Knows of other pages by Web Locks, which the browser takes back from a page that is gone. */
export function tabsByLocks(locks: WebLocks, newId: () => string): Tabs {
  const own = new Set<string>();

  return {
    async alone(work) {
      await locks.request(aloneName, work);
    },
    announceJob(robotProcessId) {
      const name = `${jobPrefix(robotProcessId)}${newId()}`;
      own.add(name);
      let end = () => {};
      const isOver = new Promise<void>((resolve) => {
        end = resolve;
      });
      locks.request(name, () => isOver).catch(() => {});
      return () => {
        own.delete(name);
        end();
      };
    },
    async jobsOfOthers(robotProcessId) {
      const { held = [] } = await locks.query();
      const names = held.map(({ name = '' }) => name).filter((name) => name.startsWith(jobPrefix(robotProcessId)));
      return names.filter((name) => !own.has(name)).length;
    },
  };
}
