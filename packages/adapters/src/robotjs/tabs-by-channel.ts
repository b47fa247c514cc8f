import { type Clock, sleep } from '@cuelight/core';
import type { Tabs } from './tabs.js';

/** The part of a `BroadcastChannel` that is used here. */
export interface Channel {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

/** What pages tell each other. */
type Message =
  | { readonly kind: 'want'; readonly ticket: string }
  | { readonly kind: 'wait'; readonly ticket: string }
  | { readonly kind: 'count'; readonly ticket: string; readonly robotProcessId: string }
  | { readonly kind: 'have'; readonly ticket: string; readonly jobs: number };

/** How long other pages have to object or to answer, in milliseconds. */
const answerWithinMs = 200;

/**
 * Knows of other pages by messages, in browsers or on pages without Web Locks. A page that wants to be alone asks the others;
 * whoever is alone, or has asked earlier, objects. A page that does not run, as in a hidden tab that was frozen, cannot
 * object: so this is less sure than locks.
 */
export function tabsByChannel(channel: Channel, clock: Clock, newId: () => string): Tabs {
  const jobs: string[] = [];
  const answers = new Map<string, number>();
  let own: string | undefined;
  channel.addEventListener('message', ({ data }) => {
    const message = data as Message;
    if (message.kind === 'want' && own !== undefined && own < message.ticket) {
      channel.postMessage({ kind: 'wait', ticket: message.ticket });
    }
    if (message.kind === 'wait') answers.set(message.ticket, 1);
    if (message.kind === 'count') {
      const here = jobs.filter((id) => id === message.robotProcessId).length;
      if (here > 0) channel.postMessage({ kind: 'have', ticket: message.ticket, jobs: here });
    }
    if (message.kind === 'have') answers.set(message.ticket, (answers.get(message.ticket) ?? 0) + message.jobs);
  });
  const ask = async (message: Message) => {
    channel.postMessage(message);
    await sleep(clock, answerWithinMs);
    const answered = answers.get(message.ticket) ?? 0;
    answers.delete(message.ticket);
    return answered;
  };

  return {
    async alone(work) {
      // Earlier tickets are smaller.
      const ticket = `${String(clock.nowMs()).padStart(15, '0')} ${newId()}`;
      own = ticket;
      try {
        while ((await ask({ kind: 'want', ticket })) > 0);
        // Whoever comes now is later.
        own = '';
        await work();
      } finally {
        own = undefined;
      }
    },
    announceJob(robotProcessId) {
      jobs.push(robotProcessId);
      let isAnnounced = true;
      return () => {
        if (isAnnounced) jobs.splice(jobs.indexOf(robotProcessId), 1);
        isAnnounced = false;
      };
    },
    jobsOfOthers: (robotProcessId) => ask({ kind: 'count', ticket: newId(), robotProcessId }),
  };
}
