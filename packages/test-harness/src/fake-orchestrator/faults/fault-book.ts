import type { ActiveFault, FaultRule } from './fault-rule.js';
import { createRandom } from './random.js';

/** The rules in force. Of several that apply, the oldest counts. */
export interface FaultBook {
  add(rule: FaultRule): ActiveFault;
  /** Whether there was such a rule. */
  remove(id: string): boolean;
  clear(): void;
  all(): readonly ActiveFault[];
  /** The fault for a request that has just arrived, if any. */
  forRequest(method: string, path: string): ActiveFault | undefined;
  /** The fault for an attempt to deliver a webhook, if any. */
  forWebhook(): ActiveFault | undefined;
}

interface Entry {
  readonly fault: ActiveFault;
  readonly matches: (occasion: string) => boolean;
  readonly random: () => number;
  seen: number;
  applied: number;
}

/** A book without rules. */
export function createFaultBook(): FaultBook {
  const entries: Entry[] = [];
  let lastId = 0;

  function faultFor(occasion: string): ActiveFault | undefined {
    const applying = entries.filter((entry) => entry.matches(occasion)).filter(isItsTurn)[0];
    if (applying !== undefined) applying.applied += 1;
    return applying?.fault;
  }

  return {
    add(rule) {
      lastId += 1;
      const fault = { ...rule, id: `fault-${lastId}` };
      entries.push({ fault, matches: matcherOf(rule.on), random: createRandom(rule.seed ?? 1), seen: 0, applied: 0 });
      return fault;
    },
    remove(id) {
      const index = entries.findIndex(({ fault }) => fault.id === id);
      if (index >= 0) entries.splice(index, 1);
      return index >= 0;
    },
    clear() {
      entries.length = 0;
    },
    all: () => entries.map(({ fault }) => fault),
    forRequest: (method, path) => faultFor(`${method} ${path}`),
    forWebhook: () => faultFor('webhook'),
  };
}

/** Counts an occasion, for each rule that matches it, and tells whether the rule would apply to it. */
function isItsTurn(entry: Entry): boolean {
  const { nth, times = nth === undefined ? Number.POSITIVE_INFINITY : 1, probability = 1 } = entry.fault;
  entry.seen += 1;
  return entry.random() < probability && entry.seen >= (nth ?? 1) && entry.applied < times;
}

function matcherOf(on: string): (occasion: string) => boolean {
  const pattern = on
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  const whole = new RegExp(`^${pattern}$`, 'i');
  return (occasion) => whole.test(occasion);
}
