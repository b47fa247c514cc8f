import { type Check, type Diagnosis, type FoundCheck, questionGroups, questions, type Verdict } from '@cuelight/core';
import type { ExitCode, Terminal } from './command.js';

/** How a verdict is written: words, since colours and signs are lost on a screen reader, and in a log. */
const marks: Readonly<Record<Verdict, string>> = { pass: 'ok   ', fail: 'WRONG', warn: 'warn ', skipped: '-    ' };

/** Tells of a check as it is answered: progress. */
export function tellFinding({ id, verdict }: FoundCheck, { tell }: Pick<Terminal, 'tell'>): void {
  tell(`  ${marks[verdict]} ${id}`);
}

/**
 * Prints a diagnosis as a tree, the cause first. A warning is none for the exit code: things go on.
 *
 * @returns 1 when something is wrong
 */
export function printDiagnosis(diagnosis: Diagnosis, terminal: Pick<Terminal, 'print'>): ExitCode {
  const print = (line: string) => terminal.print(harmless(line));
  const { checks, verdict, rootCause } = diagnosis;
  const cause = checks.find(({ id }) => id === rootCause);
  print(
    verdict === 'pass' ? 'Nothing is wrong.' : verdict === 'warn' ? 'It works, with a warning.' : 'It does not work.',
  );
  if (cause !== undefined) {
    print(`Cause: ${nameOf(cause)}`);
    print(`  ${cause.evidence}`);
    print(`  What to do: ${cause.remedy}`);
  }
  for (const [group, title] of Object.entries(questionGroups)) {
    const inGroup = checks.filter(({ id }) => groupOf(id) === group);
    if (inGroup.length === 0) continue;
    print('');
    print(title);
    for (const [index, check] of inGroup.entries())
      printCheck(check, index === inGroup.length - 1, check === cause, print);
  }
  return verdict === 'fail' ? 1 : 0;
}

function printCheck(check: Check, isLast: boolean, isCause: boolean, print: Terminal['print']): void {
  const { id, question, verdict, evidence, remedy } = check;
  print(`${isLast ? '└─' : '├─'} ${marks[verdict]} ${question}  [${id}]`);
  const stem = isLast ? '        ' : '│       ';
  // It stands above already.
  print(`${stem} ${isCause ? 'This is the cause.' : evidence}`);
  if (remedy !== '' && !isCause) print(`${stem} What to do: ${remedy}`);
}

/** Evidence has names in it that anybody may have given: none is to steer the terminal. */
function harmless(line: string): string {
  return line.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?');
}

function nameOf({ id, cause }: Check): string {
  return cause === undefined ? id : `${cause}  [${id}]`;
}

function groupOf(id: Check['id']): keyof typeof questionGroups | undefined {
  return questions.find((question) => question.id === id)?.group;
}
