import { describe, it } from 'vitest';

/** One thing a port promises, and how to see whether an adapter keeps it. */
export interface Check<Subject> {
  /** A sentence about the port, without a subject: "finds nothing for an id it does not have". */
  readonly title: string;
  /** Throws when the promise is broken. The subject is fresh: nothing was done to it before. */
  run(subject: Subject): void | Promise<void>;
}

/** An adapter to look at, and how to put it away. */
export interface Provided<Subject> {
  readonly subject: Subject;
  close?(): Promise<void>;
}

/** Makes an adapter that nothing was done to. */
export type MakeSubject<Subject> = () => Promise<Provided<Subject>>;

/** Tells vitest to run every check of a contract, each on a subject of its own. */
export function contract<Subject>(
  name: string,
  checks: readonly Check<Subject>[],
  makeSubject: MakeSubject<Subject>,
): void {
  describe(name, () => {
    for (const check of checks) it(check.title, () => runCheck(check, makeSubject));
  });
}

/** Runs one check on a fresh subject; throws when the promise is broken. */
export async function runCheck<Subject>(check: Check<Subject>, makeSubject: MakeSubject<Subject>): Promise<void> {
  const { subject, close } = await makeSubject();
  try {
    await check.run(subject);
  } finally {
    await close?.();
  }
}
