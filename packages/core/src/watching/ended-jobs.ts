import { isFinal, type JobState } from '../lifecycle/job-state.js';
import type { Observation } from '../lifecycle/observation.js';
import type { Notices } from '../ports/notices.js';
import { type JobWatch, jobKeyOf } from './job-watch.js';

/** The ends that were told last, so that it is noticed when a later report says another. Their streams are over. */
export interface EndedJobs {
  /** Notes the end of a job, if that was told. */
  note(watch: JobWatch): void;
  /** Takes a report about a job that nobody follows. */
  observe(connectionId: string, observation: Observation): void;
}

/** So many are kept, the oldest first to go. */
const mostKept = 1_000;

/** Makes an empty list. */
export function createEndedJobs(notices: Notices): EndedJobs {
  const ends = new Map<string, JobState>();

  const put = (name: string, state: JobState) => {
    ends.delete(name);
    ends.set(name, state);
    // A map keeps the order of insertion: the first is the oldest.
    const [oldest] = ends.keys();
    if (ends.size > mostKept && oldest !== undefined) ends.delete(oldest);
  };

  return {
    note(watch) {
      const { told } = watch.job;
      if (told !== null && isFinal(told)) put(nameOf(watch.subject.connectionId, jobKeyOf(watch)), told);
    },
    observe(connectionId, { jobKey, state }) {
      const name = nameOf(connectionId, jobKey);
      const told = ends.get(name);
      if (told === undefined || told === state || !isFinal(state)) return;
      put(name, state);
      notices.notice({ kind: 'end-changed', connectionId });
    },
  };
}

function nameOf(connectionId: string, jobKey: string): string {
  return `${connectionId}/${jobKey}`;
}
