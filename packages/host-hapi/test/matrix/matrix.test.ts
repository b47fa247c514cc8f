import { causes, type Diagnosis } from '@cuelight/core';
import { describe, expect, it } from 'vitest';
import { withPatient } from './a-patient.js';
import { faults } from './faults.js';

/** A third of them; all in the long form of this proof (`CUELIGHT_TEST_RUNS`). */
const isLong = process.env.CUELIGHT_TEST_RUNS !== undefined;
const chosen = faults.filter((_, index) => isLong || index % 3 === 0);

describe('the matrix of faults', { timeout: 60_000 }, () => {
  // Side by side: most of the time is spent waiting for what does not come.
  it.concurrent.each(chosen)('names the cause when $name', async ({ wrong, diagnose }) => {
    const diagnosis = await withPatient(diagnose);

    expect(wrongIn(diagnosis)).toEqual(wrong);
  });

  it('has at least forty faults, each with a name of its own', () => {
    expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length);
    expect(faults.length).toBeGreaterThanOrEqual(40);
  });

  it('brings about every cause but those that no server here can', () => {
    const brought = new Set(faults.flatMap(({ wrong }) => wrong).map((each) => each.split(': ')[1]));

    expect(Object.keys(causes).filter((cause) => !brought.has(cause))).toEqual(notBroughtAbout);
  });
});

/** Why each is not: see the tests of the checks, which bring them about with stubs. */
const notBroughtAbout = [
  'connection-cut',
  'certificate-revoked',
  'certificate-unacceptable',
  'look-failed',
  'cloud-address',
  'folder-doubled',
  'start-not-possible',
  // What only a browser finds: see the local runs of the console.
  'robot-missing',
  'robot-gone',
  'denied-by-browser',
  'page-not-secure',
];

/** What failed or warned, the root cause first. */
function wrongIn({ checks, rootCause }: Diagnosis): readonly string[] {
  const wrong = checks.filter(({ verdict }) => verdict === 'fail' || verdict === 'warn');
  const root = wrong.filter(({ id }) => id === rootCause);
  return [...root, ...wrong.filter((check) => !root.includes(check))].map(({ id, cause }) => `${id}: ${cause}`);
}
