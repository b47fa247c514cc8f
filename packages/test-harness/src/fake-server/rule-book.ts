import { createRandom } from './random.js';

/** What a rule says of its occasions. `on` is the name of one, in which `*` stands for anything. */
export interface OccasionalRule {
  readonly on: string;
  readonly probability?: number | undefined;
  readonly nth?: number | undefined;
  readonly times?: number | undefined;
  readonly seed?: number | undefined;
}

/** A rule that is in force. */
export type Active<Rule> = Rule & { readonly id: string };

/** The rules in force. Of several that apply, the oldest counts. */
export interface RuleBook<Rule> {
  add(rule: Rule): Active<Rule>;
  /** Whether there was such a rule. */
  remove(id: string): boolean;
  clear(): void;
  all(): readonly Active<Rule>[];
  /** The rule for an occasion that has just come, if any. It may have several names; each rule sees it once. */
  ruleFor(...names: readonly string[]): Active<Rule> | undefined;
}

interface Entry<Rule> {
  readonly rule: Active<Rule>;
  readonly matches: (occasion: string) => boolean;
  readonly random: () => number;
  seen: number;
  applied: number;
}

/** A book without rules. */
export function createRuleBook<Rule extends OccasionalRule>(): RuleBook<Rule> {
  const entries: Entry<Rule>[] = [];
  let lastId = 0;

  return {
    add(given) {
      lastId += 1;
      const rule = { ...given, id: `fault-${lastId}` };
      entries.push({ rule, matches: matcherOf(rule.on), random: createRandom(rule.seed ?? 1), seen: 0, applied: 0 });
      return rule;
    },
    remove(id) {
      const index = entries.findIndex(({ rule }) => rule.id === id);
      if (index >= 0) entries.splice(index, 1);
      return index >= 0;
    },
    clear() {
      entries.length = 0;
    },
    all: () => entries.map(({ rule }) => rule),
    ruleFor(...names) {
      const applying = entries.filter((entry) => names.some(entry.matches)).filter(isItsTurn)[0];
      if (applying !== undefined) applying.applied += 1;
      return applying?.rule;
    },
  };
}

/** Counts an occasion, for each rule that matches it, and tells whether the rule would apply to it. */
function isItsTurn<Rule extends OccasionalRule>(entry: Entry<Rule>): boolean {
  const { nth, times = nth === undefined ? Number.POSITIVE_INFINITY : 1, probability = 1 } = entry.rule;
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
