import type { CheckId } from '@cuelight/core';
import { CheckGroups } from './check-groups.js';
import { liveProgress } from './live-progress.js';
import type { LiveCheck } from './use-live-check.js';

/** A diagnosis as it is made: what is asked, and every answer so far. To ears it tells of each group, not of each check. */
export function LiveDiagnosis({
  live,
  asked,
  what,
}: {
  readonly live: LiveCheck;
  /** All that are to be asked. */
  readonly asked: readonly CheckId[];
  /** What is under way, such as "Connecting", as it is said when it begins. */
  readonly what: string;
}) {
  const { isBusy, checks } = live;
  const { asking, said } = liveProgress(asked, checks);
  return (
    <section aria-label="The checks so far">
      {isBusy && (
        <p class="waiting">
          <span class="spinner" aria-hidden="true" />
          <span>
            {checks.length} of {asked.length} questions answered. {asking}
          </span>
        </p>
      )}
      <p class="hidden" role="status">
        {isBusy && (said === '' ? `${what} …` : said)}
      </p>
      <CheckGroups checks={checks} asked={asked} />
    </section>
  );
}
