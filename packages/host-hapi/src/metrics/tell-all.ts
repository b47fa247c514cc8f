import type { Notices } from '@cuelight/core';

/** Passes every notice on to all of them, in this order. */
export function tellAll(...listeners: readonly Notices[]): Notices {
  return {
    notice(notice) {
      for (const listener of listeners) listener.notice(notice);
    },
  };
}
