import { type Checked, type Cuelight, everyPage } from '@cuelight/core';

/** So many connections are diagnosed for a bundle; those made last come first in line, since trouble is likeliest there. */
const mostDiagnosed = 20;
/** So many at once. */
const atOnce = 5;
/** After so many milliseconds no further diagnosis is begun: one takes up to 18 s, and the part must be there in 30 s. */
const beginWithinMs = 9_000;
/** A diagnosis that is younger than so many milliseconds is not made again. */
const freshForMs = 5 * 60_000;

/** The last diagnosis of each connection and process; for connections that have none of late, one is made now. */
export async function freshDiagnoses(
  { connections, check, diagnoses }: Pick<Cuelight, 'connections' | 'check' | 'diagnoses'>,
  nowMs: () => number = Date.now,
): Promise<readonly Checked[]> {
  const untilMs = nowMs() + beginWithinMs;
  const fresh = new Set(
    diagnoses
      .all()
      .filter(({ checkedAtMs, processId }) => processId === undefined && nowMs() - checkedAtMs < freshForMs)
      .map(({ connectionId }) => connectionId),
  );
  const wanted: string[] = [];
  for await (const page of everyPage((request) => connections.list(request))) {
    if (!page.ok) break;
    wanted.push(...page.value.filter(({ id, status }) => status === 'verified' && !fresh.has(id)).map(({ id }) => id));
  }
  const due = wanted.slice(-mostDiagnosed).reverse();
  const checkSome = async () => {
    for (let id = due.shift(); id !== undefined && nowMs() < untilMs; id = due.shift()) {
      await check(id, {}, { scope: 'admin' });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, checkSome));
  return diagnoses.all();
}
