import type { CheckId } from '@cuelight/core';
import { Fact } from '../parts/fact.js';
import { Name } from '../parts/name.js';
import { Told } from '../parts/told.js';
import { type Check, countOf, groupsOf } from './groups-of-checks.js';

const marks = {
  pass: { sign: '✓', word: 'ok' },
  warn: { sign: '!', word: 'warning' },
  fail: { sign: '✗', word: 'wrong' },
  skipped: { sign: '–', word: 'not asked' },
} as const;

/** Checks in their groups, each with what was seen and what to do. Causes come before their consequences. */
export function CheckGroups({
  checks,
  rootCause,
  asked = checks.map(({ id }) => id),
}: {
  readonly checks: readonly Check[];
  readonly rootCause?: CheckId | undefined;
  /** All that are asked, where not all of them are answered yet. */
  readonly asked?: readonly CheckId[];
}) {
  return (
    <>
      {groupsOf(asked).map(({ group, title, ids }) => {
        const inGroup = ids.flatMap((id) => checks.find((check) => check.id === id) ?? []);
        if (inGroup.length === 0) return null;
        return (
          <section key={group} class="check-group" aria-labelledby={`group-${group}`}>
            <h3 id={`group-${group}`}>
              {title} <span class="quiet">{countOf(inGroup, ids.length)}</span>
            </h3>
            <ul class="checks">
              {inGroup.map((check) => (
                <CheckItem key={check.id} check={check} isCause={check.id === rootCause} />
              ))}
            </ul>
          </section>
        );
      })}
    </>
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
          <span>
            <Told>{question}</Told>
          </span>{' '}
          <span class={`badge badge-${verdict}`}>{word}</span>
          {isCause && <span class="badge badge-cause">the cause</span>}
        </summary>
        <dl class="facts">
          <Fact of="Seen">
            <Told>{evidence}</Told>
          </Fact>
          {remedy !== '' && (
            <Fact of="What to do">
              <Told>{remedy}</Told>
            </Fact>
          )}
          {who !== undefined && (
            <Fact of="Who">
              <Told>{who}</Told>
            </Fact>
          )}
          <Fact of="Code">
            <code>{id}</code>
            {cause !== undefined && (
              <>
                ,{' '}
                <code>
                  <Name>{cause}</Name>
                </code>
              </>
            )}
          </Fact>
        </dl>
      </details>
    </li>
  );
}
