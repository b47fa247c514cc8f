import type { Clock } from '@cuelight/core';
import type { Page } from './page.js';
import { safely } from './safely.js';
import type { SdkListener } from './sdk-events.js';
import { type UnreachableReason, whyUnreachable } from './why-unreachable.js';

/** The SDK can tell four times a second that nobody answers; an app is told once in this time, in milliseconds. */
const quietForMs = 5_000;

/** What a bridge announces to the app. */
export interface Announcements extends SdkListener {
  consentIsOver(): void;
  onConsent(listener: (code: number | undefined) => void): () => void;
  onMissing(listener: (reason: UnreachableReason) => void): () => void;
}

/** Tells the app what the SDK would have shown in the page itself. */
export function createAnnouncements(clock: Clock, page: Page, hasAnswered: () => boolean): Announcements {
  const [consent, missing] = [listeners<number | undefined>(), listeners<UnreachableReason>()];
  let quietUntilMs = Number.NEGATIVE_INFINITY;

  return {
    consentAsked: consent.tell,
    consentIsOver: () => consent.tell(undefined),
    unanswered() {
      if (clock.nowMs() < quietUntilMs) return;
      quietUntilMs = clock.nowMs() + quietForMs;
      whyUnreachable(page, hasAnswered()).then(missing.tell, () => missing.tell('robot-missing'));
    },
    onConsent: consent.listen,
    onMissing: missing.listen,
  };
}

function listeners<T>() {
  const all = new Set<(told: T) => void>();
  return {
    tell(told: T) {
      for (const listener of all) safely(() => listener(told));
    },
    listen(listener: (told: T) => void) {
      // A function of its own, so that the same one may listen twice.
      const one = (told: T) => listener(told);
      all.add(one);
      return () => void all.delete(one);
    },
  };
}
