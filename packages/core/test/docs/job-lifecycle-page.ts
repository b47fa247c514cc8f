import { type Evidence, isFinal, type JobState, jobStates, type Transition, transitions } from '../../src/index.js';
import { longestList } from '../../src/watching/choose-polls.js';
import { usualReadsPerMinute } from '../../src/watching/read-budget.js';
import { nextReadInMs } from '../../src/watching/reading-pace.js';
import { isToldByWebhook } from '../../src/webhook/pulse.js';
import { stateDiagram, table } from './state-diagram.js';

/** The page `docs/job-lifecycle.md`. */
export function jobLifecyclePage(): string {
  const known = transitions.filter(({ evidence }) => evidence !== 'assumed');
  const assumed = transitions.filter(({ evidence }) => evidence === 'assumed');
  const moves = transitions.map(({ from, to, trigger, evidence, source }) => [
    from === null ? '' : `\`${from}\``,
    `\`${to}\``,
    trigger,
    evidence,
    source,
  ]);
  return `# The lifecycle of a job

The states are Orchestrator's own. ${listed(jobStates.filter(isFinal))} are final: a job does not leave them.

These moves are known; those that are only inferred are labelled:

${stateDiagram(known.map(shown))}

These are assumed:

${stateDiagram(assumed.map(shown))}

${table(['from', 'to', 'trigger', 'evidence', 'source'], moves)}

What the evidence says of a move:

${Object.entries(evidenceMeanings)
  .map(([evidence, meaning]) => `- ${evidence}: ${meaning}`)
  .join('\n')}

## What is known of a job

A report about a job comes from a webhook, a read or the reply to a start. Reports come late, twice, out of order or never.
What holds is the highest report under one total order, whatever the order in which they came. Of two reports

1. one of a final state wins over one of a state that is not;
2. then the later one wins, on Orchestrator's clock: ours never counts;
3. at the same time, a read wins over a webhook, and a webhook over the reply to a start;
4. then the one wins whose state the table first leads to in a later row;
5. then the greater id of the event, then the greater text of what is left. Only reports that say the same are equal.

When the job began and ended, and its fault, are each taken from the highest report that has them. A report that cannot be
one (an unknown state, an impossible time, another job, a text of excessive length) is counted and ignored.

In every version of Orchestrator that has the state, a webhook tells of a job that becomes
${listed(told, 'or')}.
A \`Pending\` one comes with \`job.created\`, which is not sent when a user or a robot starts the job. Only the newest versions
tell of ${listed(untold)}.

Reading needs no webhook, and goes on until a final state. Each read that tells nothing new makes the next one wait longer:
${longestWait(true, 0)} at first and ${longestWait(true, 99)} in the end, at most, while deliveries come; ${longestWait(false, 0)} and ${longestWait(false, 99)} while none do. A job that does no
work in its state is read when it should have left it. This polling takes at most ${usualReadsPerMinute} calls a minute and connection, and as
many at once after a quiet minute, unless the host sets another budget. When more jobs are due than calls are left, one call
reads up to ${longestList} jobs of a folder (fewer below API 11), the least recently read first; the others wait.

## What a listener is told

- First a snapshot: where the job stands. Of a job that has ended it is all. Who listens to an app is told of a job that
  the app starts by its first move instead.
- Then a walk through the table, each event one row. From what was told to what is known it is the shortest way; of two
  as short, the one whose rows come first. A state that nobody saw but that lies on the way is told too, as \`inferred\`,
  without a time. The state that was told last is not told again. An older report tells nothing, unless it is of an end.
- A final state is told once the job was read by id, which brings its output; when that read fails for too long, without
  an output and flagged \`output-unread\`. The stream ends with it. Another end that is learnt soon after is counted, and
  shown by a GET.
- A newer report that the table has no way to, of a state that is not final, is a contradiction: it is counted and not
  told. The job is read at once, unless the report was a read. When a read in a later second still says so, a new snapshot
  tells where the job stands, and the walk begins there.
- \`lost\` when the job cannot be followed any longer: reads by id, one after the other, do not find it (\`gone\`) or are
  refused (\`forbidden\`), or its connection is taken down (\`retired\`); or a job of a local robot is not told of any longer
  (\`robot-lost\`). It ends the stream, and says nothing of the state.

This page is made from the code: \`npx vitest run packages/core/test/docs -u\`.
`;
}

const evidenceMeanings: Record<Evidence, string> = {
  documented: "written in UiPath's documentation",
  inferred: 'seen in, or following from, what is documented, but not written there as a move',
  assumed:
    'not known to happen. It is in the table so that, should it happen, nobody is told of a state that nobody saw: ' +
    'every state that is not final leads to every final one directly',
};

const told = jobStates.filter(isToldByWebhook);
const untold = jobStates.filter((state) => state !== 'Pending' && !isToldByWebhook(state));

function shown({ from, to, evidence }: Transition) {
  return { from, to, ...(evidence === 'inferred' && { label: evidence }) };
}

function listed(states: readonly JobState[], last: 'and' | 'or' = 'and'): string {
  const names = states.map((state) => `\`${state}\``);
  return `${names.slice(0, -1).join(', ')} ${last} ${names.at(-1)}`;
}

/** The longest that a job waits for its next read, while webhooks come or not, after so many reads that told nothing. */
function longestWait(isHeard: boolean, quietReads: number): string {
  return `${nextReadInMs({ state: 'Running', stayedMs: 0, quietReads, isHeard, jitter: 1 }) / 1_000} s`;
}
