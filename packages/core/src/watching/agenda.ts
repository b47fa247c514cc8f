import type { Cancel, Clock } from '../ports/clock.js';

/** What can be planned. */
export interface Planned {
  /** Where the agenda keeps it; written by the agenda alone. */
  slot: number | undefined;
}

/** When to look at what. Planning, taking back and a tick cost the same however much is planned for later. */
export interface Agenda<T extends Planned> {
  /** Plans something once, instead of what was planned for it before; never early, and late by less than a slot. */
  plan(item: T, delayMs: number): void;
  /** Brings forward what was planned, unless it is sooner already. */
  planNoLater(item: T, delayMs: number): void;
  /** Takes back what was planned; harmless when nothing is. */
  cancel(item: T): void;
}

/** What falls due within the same slot is looked at together. */
const slotMs = 200;

/**
 * Makes an empty agenda: a calendar with a page for each slot of time that has something on it, and one timer for the
 * next page. The pages are as many as there are slots ahead, not as there are items.
 */
export function createAgenda<T extends Planned>(clock: Clock, due: (items: Iterable<T>) => void): Agenda<T> {
  const pages = new Map<number, Set<T>>();
  let next: { readonly slot: number; readonly cancel: Cancel } | undefined;

  const wakeFor = (slot: number) => {
    if (next !== undefined && next.slot <= slot) return;
    next?.cancel();
    next = { slot, cancel: clock.after(Math.max(0, slot * slotMs - clock.nowMs()), turn) };
  };

  const turn = () => {
    next = undefined;
    const nowSlot = Math.floor(clock.nowMs() / slotMs);
    for (const slot of [...pages.keys()].filter((slot) => slot <= nowSlot).sort((a, b) => a - b)) {
      const page = pages.get(slot) ?? new Set();
      pages.delete(slot);
      for (const item of page) item.slot = undefined;
      due(page);
    }
    wakeForFirst();
  };

  const wakeForFirst = () => {
    if (pages.size > 0) wakeFor(Math.min(...pages.keys()));
  };

  const cancel = (item: T) => {
    if (item.slot === undefined) return;
    const page = pages.get(item.slot);
    page?.delete(item);
    if (page?.size === 0) pages.delete(item.slot);
    item.slot = undefined;
  };

  const slotIn = (delayMs: number) => Math.ceil((clock.nowMs() + delayMs) / slotMs);

  const put = (item: T, slot: number) => {
    cancel(item);
    const page = pages.get(slot) ?? new Set();
    pages.set(slot, page);
    page.add(item);
    item.slot = slot;
    wakeFor(slot);
  };

  return {
    plan: (item, delayMs) => put(item, slotIn(delayMs)),
    planNoLater(item, delayMs) {
      const slot = slotIn(delayMs);
      if (item.slot === undefined || slot < item.slot) put(item, slot);
    },
    cancel,
  };
}
