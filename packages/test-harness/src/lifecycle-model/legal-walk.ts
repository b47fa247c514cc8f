import { isFinal, type JobState, type RunEvent, transitions } from '@cuelight/core';
import { expect } from 'vitest';

/**
 * Expects that what one listener was told is a walk through the table from each snapshot on (of a job that is new, from
 * the beginning), tells no state twice in a row, leaves no end, and says nothing after it.
 */
export function expectLegalWalk(events: readonly RunEvent[]): void {
  let at: JobState | null = null;
  let isOver = false;
  for (const [index, event] of events.entries()) {
    expect(isOver, `event ${index} comes after the end: ${brief(events)}`).toBe(false);
    if (event.kind === 'snapshot') {
      at = event.job.state;
      isOver = isFinal(at);
    } else if (event.kind === 'lifecycle') {
      const { from, state } = event.move;
      expect(from, `event ${index} goes on from elsewhere: ${brief(events)}`).toBe(at);
      const isMove = transitions.some((row) => row.from === from && row.to === state);
      expect(isMove, `event ${index} is no move of the table: ${brief(events)}`).toBe(true);
      at = state;
      isOver = isFinal(state);
    } else {
      isOver = true;
    }
  }
}

/** A line that shows what was told: `Pending > Running > Successful`. */
export function brief(events: readonly RunEvent[]): string {
  return events
    .map((event) => {
      if (event.kind === 'snapshot') return `[${event.job.state}]`;
      if (event.kind === 'lost') return `lost: ${event.reason}`;
      return `${event.move.from ?? 'new'} > ${event.move.state} (${event.move.inferred ? 'inferred, ' : ''}${event.move.via})`;
    })
    .join(', ');
}
