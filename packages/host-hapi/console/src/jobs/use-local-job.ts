import { useEffect, useState } from 'preact/hooks';
import { openedRobot } from '../robot/open-robot.js';
import type { Report, Robot } from '../robot/robot.js';
import { type FollowedJob, moved, stepped, unknownYet } from './followed-job.js';

/** One report of a job, in the order of their arrival. */
export interface Reported extends Report {
  readonly number: number;
}

/** As many reports are shown, the last, each with as many characters: whoever wants all looks at Assistant. */
const mostReports = 50;
const longestReport = 1_000;

/** A job on this computer, as far as this page knows it. */
export interface FollowedLocally {
  readonly followed: FollowedJob;
  /** What it reports while this screen is open; kept nowhere else. */
  readonly reports: readonly Reported[];
  /** Whether this page can follow it at all. */
  readonly isHere: boolean;
  /** Follows it anew. */
  follow(): void;
}

/** Follows a job of the robot of this computer, by the page that started it. */
export function useLocalJob(processId: string, jobKey: string): FollowedLocally {
  const [turn, setTurn] = useState(0);
  const [followed, setFollowed] = useState(unknownYet);
  const [reports, setReports] = useState<readonly Reported[]>([]);
  const [isHere, setHere] = useState(true);

  useEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    let endReports = () => {};
    const watch = async () => {
      const robot = (await openedRobot())?.robot;
      if (signal.aborted) return;
      if (robot !== undefined)
        endReports = robot.onReport(jobKey, (report) => setReports((last) => added(last, report)));
      const isKnown = robot !== undefined && (await followBy(robot, processId, jobKey, signal, setFollowed));
      if (!signal.aborted) setHere(isKnown);
    };
    void watch();
    return () => {
      leaving.abort();
      endReports();
    };
  }, [processId, jobKey, turn]);

  return { followed, reports, isHere, follow: () => setTurn((last) => last + 1) };
}

/** Follows a job to its end; answers at once that it is not known, if so. */
async function followBy(
  robot: Robot,
  processId: string,
  jobKey: string,
  signal: AbortSignal,
  change: (next: (last: FollowedJob) => FollowedJob) => void,
): Promise<boolean> {
  const run = await robot.follow(processId, jobKey, { signal });
  if (!run.ok) return false;
  for await (const event of run.value.events) {
    if (signal.aborted) return true;
    if (event.kind === 'lost') change((last) => ({ ...last, line: { lost: 'robot-lost' } }));
    else if (event.kind === 'lifecycle') change((last) => moved(last, event.move));
    else change((last) => found(last, event.job));
  }
  return true;
}

/** How a job stands is told by the robot, too: so the first is a step of its own. */
function found(last: FollowedJob, job: Parameters<typeof stepped>[1]): FollowedJob {
  const { jobKey, state } = job;
  if (last.steps.length > 0) return stepped(last, job, { is: 'found', state });
  return stepped(last, job, { is: 'move', jobKey, from: null, state, via: 'robotjs', inferred: false });
}

function added(reports: readonly Reported[], { text, ...report }: Report): readonly Reported[] {
  const number = (reports.at(-1)?.number ?? 0) + 1;
  return [...reports, { ...report, text: text.slice(0, longestReport), number }].slice(-mostReports);
}
