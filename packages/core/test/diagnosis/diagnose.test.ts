import { describe, expect, it } from 'vitest';
import { everyCheck } from '../../src/diagnosis/checks-for.js';
import { diagnose } from '../../src/diagnosis/diagnose.js';
import { type Finding, fault, pass, warning } from '../../src/diagnosis/finding.js';
import { type CheckId, causes, failures } from '../../src/index.js';

const passed = pass('Seen.');

describe('a diagnosis', () => {
  it('passes when every check does', () => {
    const diagnosis = diagnose(new Map(everyCheck.map((id) => [id, passed])), everyCheck);

    expect(diagnosis).toMatchObject({ verdict: 'pass' });
    expect(diagnosis).not.toHaveProperty('rootCause');
  });

  it('names the first failure as the cause, before an earlier warning', () => {
    const diagnosis = diagnose(
      new Map<CheckId, Finding>([
        ['clock-agrees', warning('clocks-differ', 'It is 5 minutes ahead.')],
        ['credentials-accepted', fault('password-refused', 'Refused.')],
        ['folders-listed', fault('folders-forbidden', 'Forbidden.')],
      ]),
      everyCheck,
    );

    expect(diagnosis).toMatchObject({ verdict: 'fail', rootCause: 'credentials-accepted' });
  });

  it('tells no evidence that is longer than can be read, since it is kept', () => {
    const long = `It is user "${'𝕌'.repeat(1_000_000)}".`;
    const { checks } = diagnose(new Map([['user-active', pass(long)]]), ['user-active']);

    expect(checks[0]?.evidence).toMatch(/^It is user "𝕌+\.\.\.$/u);
    expect(checks[0]?.evidence.length).toBeLessThan(2_010);
  });

  it('tells what is wrong in the words of its cause, with the evidence, what to do and who can', () => {
    const { checks } = diagnose(new Map([['port-open', fault('port-closed', 'Refused by 10.1.2.3.')]]), ['port-open']);

    expect(checks).toEqual([
      {
        id: 'port-open',
        question: 'Does it accept connections on that port?',
        verdict: 'fail',
        evidence: `${causes['port-closed'].meaning} Refused by 10.1.2.3.`,
        remedy: causes['port-closed'].remedy,
        dependsOn: ['host-reached'],
        cause: 'port-closed',
        who: 'network administrator',
      },
    ]);
  });

  it('tells a failure of the check itself as what it is', () => {
    const found = fault('orchestrator-throttled', 'Too many requests to list folders.');

    const { checks } = diagnose(new Map([['folders-listed', found]]), ['folders-listed']);

    expect(checks[0]).toMatchObject({
      evidence: 'Too many requests to list folders.',
      remedy: failures['orchestrator-throttled'].remedy,
      cause: 'orchestrator-throttled',
    });
  });

  it('skips what could not be asked, and names the cause however far back it lies', () => {
    const findings = new Map<CheckId, Finding>([
      ['name-resolves', fault('name-unknown', 'No address.')],
      ['credential-readable', passed],
    ]);

    const { checks } = diagnose(findings, everyCheck);

    expect(checks.find(({ id }) => id === 'robot-able')).toMatchObject({
      verdict: 'skipped',
      evidence: 'Not asked, because "name-resolves" failed.',
      remedy: '',
    });
  });
});
