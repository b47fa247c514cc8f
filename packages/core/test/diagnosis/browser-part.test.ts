import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { everyCheck } from '../../src/diagnosis/checks-for.js';
import { diagnose } from '../../src/diagnosis/diagnose.js';
import { type Finding, fault, pass, skip, warning } from '../../src/diagnosis/finding.js';
import { type BrowserPart, type CheckId, causes, fail, joinBrowserPart, succeed } from '../../src/index.js';

const inBrowser: readonly CheckId[] = ['local-robot-answers', 'local-process-downloaded'];
const missing = { code: 'local-robot-unreachable', detail: 'No robot answered.', cause: 'robot-missing' } as const;
const notFound = { code: 'local-process-not-found', detail: 'It has none of that name.' } as const;
const healthy: BrowserPart = { robot: succeed(undefined), process: succeed('downloaded') };

const parts = fc.constantFrom<BrowserPart>(
  healthy,
  { robot: fail(missing) },
  { robot: succeed(undefined), process: fail(notFound) },
  { robot: succeed(undefined), process: succeed('untold') },
);
const findings = fc.constantFrom<Finding>(
  pass('Seen.'),
  skip('Does not apply.'),
  warning('clocks-differ', 'By a minute.'),
  fault('port-closed', 'Refused.'),
);
/** Diagnoses of a service, which leaves the robot of the user to a browser. */
const diagnoses = fc
  .tuple(...everyCheck.map((id) => (inBrowser.includes(id) ? fc.constant(skip('Asked there.')) : findings)))
  .map((found) => diagnose(new Map(everyCheck.map((id, at) => [id, found[at] ?? skip('')])), everyCheck));

describe('joining the part of the browser into a diagnosis', () => {
  it('changes no other check, and changes nothing when it is done again', () => {
    fc.assert(
      fc.property(diagnoses, parts, (diagnosis, part) => {
        const joined = joinBrowserPart(diagnosis, part);

        const others = (checks: readonly { readonly id: CheckId }[]) =>
          checks.filter(({ id }) => !inBrowser.includes(id));
        expect(others(joined.checks)).toEqual(others(diagnosis.checks));
        expect(joined.checks.map(({ id }) => id)).toEqual(everyCheck);
        expect(joinBrowserPart(joined, part)).toEqual(joined);
      }),
    );
  });

  it('names the first failure in the order of causes as the root, else the first warning, whoever found it', () => {
    fc.assert(
      fc.property(diagnoses, parts, parts, (diagnosis, former, part) => {
        const { checks, verdict, rootCause } = joinBrowserPart(joinBrowserPart(diagnosis, former), part);

        const first = (wanted: string) => checks.find((check) => check.verdict === wanted)?.id;
        expect(rootCause).toBe(first('fail') ?? first('warn'));
        expect(verdict).toBe(first('fail') !== undefined ? 'fail' : first('warn') !== undefined ? 'warn' : 'pass');
      }),
    );
  });

  it('tells a robot that does not answer by its cause, and that it was not asked for the process because of it', () => {
    const joined = joinBrowserPart(diagnose(new Map(), everyCheck), { robot: fail(missing) });

    expect(joined).toMatchObject({ verdict: 'fail', rootCause: 'local-robot-answers' });
    expect(joined.checks.filter(({ id }) => inBrowser.includes(id))).toMatchObject([
      {
        verdict: 'fail',
        cause: 'robot-missing',
        who: 'user at the computer',
        remedy: causes['robot-missing'].remedy,
        evidence: `${causes['robot-missing'].meaning} No robot answered.`,
      },
      { verdict: 'skipped', evidence: 'Not asked, because "local-robot-answers" failed.' },
    ]);
  });

  it('passes where robot and process are there, and where the robot is too old to tell of the package', () => {
    const { checks } = diagnose(new Map(), everyCheck);
    const verdicts = (part: BrowserPart) =>
      joinBrowserPart({ checks }, part)
        .checks.filter(({ id }) => inBrowser.includes(id))
        .map(({ verdict }) => verdict);

    expect(verdicts(healthy)).toEqual(['pass', 'pass']);
    expect(verdicts({ robot: succeed(undefined), process: succeed('untold') })).toEqual(['pass', 'skipped']);
  });

  it('adds no check that the diagnosis does not have', () => {
    expect(joinBrowserPart(diagnose(new Map(), ['port-open']), healthy).checks).toHaveLength(1);
  });
});
