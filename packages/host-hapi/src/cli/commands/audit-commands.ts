import type { AuditAnchor, AuditFault, AuditRecord, AuditVerdict } from '@cuelight/core';
import type { Command, Terminal } from '../command.js';
import { withCuelight } from '../with-cuelight.js';

/** Reading the audit log, and proving that it is whole. */
export const auditCommands: readonly Command[] = [
  {
    name: 'audit list',
    summary: 'Prints the audit log, the oldest entry first: who changed what.',
    operands: [],
    flags: { last: { value: 'count', meaning: 'only so many entries, the newest; default 50', isOptional: true } },
    async run(given, terminal) {
      const count = given.optionalValueOf('last') ?? '50';
      if (!/^[1-9]\d{0,4}$/.test(count)) {
        terminal.tell('--last must be a whole number from 1 to 99999.');
        return 2;
      }
      return withCuelight(
        terminal,
        ({ audit }) => audit.list({ limit: Number(count) }),
        (newestFirst) => {
          for (const record of newestFirst.toReversed()) terminal.print(lineOf(record));
          terminal.tell(`${newestFirst.length} entries. Next: cuelight audit verify, whether they are as written.`);
        },
      );
    },
  },
  {
    name: 'audit verify',
    summary: 'Proves that no entry of the audit log was changed, taken away or put in; prints its end as an anchor.',
    operands: [],
    flags: {
      anchor: {
        value: 'number:hash',
        meaning: 'what an earlier verification printed: proves that nothing before it is gone either',
        isOptional: true,
      },
    },
    async run(given, terminal) {
      const text = given.optionalValueOf('anchor');
      const anchor = text === undefined ? undefined : readAnchor(text);
      if (anchor === 'unreadable') {
        terminal.tell('--anchor must be the anchor as an earlier verification printed it: number:hash.');
        return 2;
      }
      return withCuelight(
        terminal,
        ({ audit }) => audit.verify(anchor),
        (verdict) => {
          tellVerdict(verdict, terminal);
          return verdict.isSound ? 0 : 1;
        },
      );
    },
  },
];

function lineOf({ seq, atMs, actor, action, phase, code, begunSeq, subject }: AuditRecord): string {
  const who = [actor.kind, actor.appId, actor.keyId].filter((part) => part !== undefined).join('/');
  const what = Object.entries(subject).map(([name, id]) => `${name}=${id}`);
  const outcome = [phase, ...(code === undefined ? [] : [code]), ...(begunSeq === undefined ? [] : [`of ${begunSeq}`])];
  return [seq, new Date(atMs).toISOString(), who, action, outcome.join(' '), ...what].join('  ');
}

function tellVerdict(verdict: AuditVerdict, { print, tell }: Terminal): void {
  if (!verdict.isSound) {
    print(`The audit log is not sound from entry ${verdict.firstBadSeq} on: ${faults[verdict.why]}`);
    tell('Next: find out who changed the database, and restore a backup of it.');
    return;
  }
  const { end, unfinished } = verdict;
  print(`The audit log is sound: ${end.seq} ${end.seq === 1 ? 'entry' : 'entries'}.`);
  if (unfinished > 0) tell(`${unfinished} of them tell of a beginning whose outcome is not recorded (yet).`);
  if (end.seq === 0) return;
  print(`${end.seq}:${end.hash}`);
  tell('Next: keep this last line apart from the database; cuelight audit verify --anchor <it> then proves more.');
}

const faults: Readonly<Record<AuditFault, string>> = {
  altered: 'it was altered, moved or put in.',
  missing: 'it is missing.',
  'end-altered': 'the end of the log was moved, so that entries may be missing.',
  'other-than-anchor': 'it is another one than the anchor says.',
};

function readAnchor(text: string): AuditAnchor | 'unreadable' {
  const [, seq, hash] = /^([1-9]\d{0,14}):([A-Za-z0-9_-]{43})$/.exec(text) ?? [];
  return seq === undefined || hash === undefined ? 'unreadable' : { seq: Number(seq), hash };
}
