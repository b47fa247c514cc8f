import { questionGroups, questions } from '@cuelight/core';
import type { Answer } from '../api/call.js';

/** What checks found. */
export type DiagnosisView = Answer<'POST /v1/connections'>['diagnosis'];
type Check = DiagnosisView['checks'][number];

const marks = {
  pass: { sign: '✓', word: 'ok' },
  warn: { sign: '!', word: 'warning' },
  fail: { sign: '✗', word: 'wrong' },
  skipped: { sign: '–', word: 'not asked' },
} as const;

const sums = { pass: 'Nothing is wrong.', warn: 'It works, with a warning.', fail: 'It does not work.' } as const;

/** A diagnosis: the cause first, then every question in its group, with what was seen and what to do. */
export function Diagnosis({ diagnosis }: { readonly diagnosis: DiagnosisView }) {
  const { verdict, checks, rootCause } = diagnosis;
  const cause = checks.find(({ id }) => id === rootCause);
  const groups = Object.entries(questionGroups).flatMap(([group, title]) => {
    const inGroup = checks.filter(({ id }) => groupOf(id) === group);
    return inGroup.length === 0 ? [] : [{ group, title, checks: inGroup }];
  });
  return (
    <div class="diagnosis">
      <div class={`notice notice-${verdict}`}>
        <p>
          <strong>{sums[verdict]}</strong>
        </p>
        {cause && (
          <>
            <p>{cause.evidence}</p>
            <p>
              <strong>What to do:</strong> {cause.remedy}
            </p>
          </>
        )}
      </div>
      {groups.map(({ group, title, checks: inGroup }) => (
        <section key={group} class="check-group" aria-labelledby={`group-${group}`}>
          <h3 id={`group-${group}`}>
            {title} <span class="quiet">{countOf(inGroup)}</span>
          </h3>
          <ul class="checks">
            {inGroup.map((check) => (
              <CheckItem key={check.id} check={check} isCause={check.id === rootCause} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function CheckItem({ check, isCause }: { readonly check: Check; readonly isCause: boolean }) {
  const { id, question, verdict, evidence, remedy, cause, who } = check;
  const { sign, word } = marks[verdict];
  return (
    <li class={`check check-${verdict}`}>
      <details open={verdict === 'fail' || verdict === 'warn'}>
        <summary>
          <span class={`mark mark-${verdict}`} aria-hidden="true">
            {sign}
          </span>
          <span class="check-question">{question}</span> <span class={`badge badge-${verdict}`}>{word}</span>
          {isCause && <span class="badge badge-cause">the cause</span>}
        </summary>
        <dl class="facts">
          <div>
            <dt>Seen</dt>
            <dd>{evidence}</dd>
          </div>
          {remedy !== '' && (
            <div>
              <dt>What to do</dt>
              <dd>{remedy}</dd>
            </div>
          )}
          {who !== undefined && (
            <div>
              <dt>Who</dt>
              <dd>{who}</dd>
            </div>
          )}
          <div>
            <dt>Code</dt>
            <dd>
              <code>{id}</code>
              {cause !== undefined && (
                <>
                  , <code>{cause}</code>
                </>
              )}
            </dd>
          </div>
        </dl>
      </details>
    </li>
  );
}

function countOf(checks: readonly Check[]): string {
  const count = (verdict: Check['verdict']) => checks.filter((check) => check.verdict === verdict).length;
  const [wrong, warnings] = [count('fail'), count('warn')];
  if (wrong > 0) return `${wrong} wrong`;
  if (warnings > 0) return warnings === 1 ? '1 warning' : `${warnings} warnings`;
  return `${count('pass')} of ${checks.length} ok`;
}

function groupOf(id: Check['id']): keyof typeof questionGroups | undefined {
  return questions.find((question) => question.id === id)?.group;
}
