import { describe, expect, it } from 'vitest';
import { type CheckId, diagnose, type Finding, questions } from '../../src/index.js';

const passed: Finding = { verdict: 'pass', evidence: 'Seen.' };

describe('a diagnosis', () => {
  it('passes when every check does', () => {
    const diagnosis = diagnose(new Map(questions.map(({ id }) => [id, passed])));

    expect(diagnosis).toMatchObject({ verdict: 'pass' });
    expect(diagnosis).not.toHaveProperty('rootCause');
  });

  it('names the first failure as the cause, before an earlier warning', () => {
    const diagnosis = diagnose(
      new Map<CheckId, Finding>([
        ['orchestrator-answers', passed],
        ['certificate-trusted', { verdict: 'warn', evidence: 'It expires tomorrow.' }],
        ['credentials-accepted', { verdict: 'fail', evidence: 'Refused.', remedy: 'Ask for another password.' }],
      ]),
    );

    expect(diagnosis).toMatchObject({ verdict: 'fail', rootCause: 'credentials-accepted' });
  });

  it('skips what could not be asked, and says because of what', () => {
    const { checks } = diagnose(new Map([['orchestrator-answers', { verdict: 'fail', evidence: 'Nobody there.' }]]));

    expect(checks[1]).toMatchObject({
      id: 'certificate-trusted',
      verdict: 'skipped',
      evidence: 'Not asked, because "orchestrator-answers" did not pass.',
      remedy: '',
    });
    expect(checks.slice(1).every(({ verdict }) => verdict === 'skipped')).toBe(true);
  });

  it('asks each question after those it depends on', () => {
    const ids = questions.map(({ id }) => id);

    for (const { id, dependsOn } of questions) {
      expect(dependsOn.filter((other) => ids.indexOf(other) >= ids.indexOf(id))).toEqual([]);
    }
  });
});
