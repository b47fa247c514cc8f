import { readFile } from 'node:fs/promises';
import { type Symptom, symptoms } from '@cuelight/core';
import type { Command, ExitCode, Given, Terminal } from '../command.js';
import { printDiagnosis, tellFinding } from '../print-diagnosis.js';
import { withCuelight } from '../with-cuelight.js';
import { checkStored } from './check-stored.js';

/** Says what is wrong: with one connection, with an address, or with what is stored. */
export const checkCommand: Command = {
  name: 'check',
  summary: 'Says what is wrong with a connection, an address, or (--all) with what is stored.',
  operands: [],
  optionalOperands: ['connection'],
  flags: {
    symptom: { value: symptoms.join('|'), meaning: 'makes only the checks that have to do with it', isOptional: true },
    process: { value: 'id', meaning: 'looks at a process reference of the connection as well', isOptional: true },
    url: { value: 'address', meaning: 'checks an address, without a connection and a credential', isOptional: true },
    'ca-file': {
      value: 'file',
      meaning: 'with --url, trusts these certificate authorities (PEM) as well',
      isOptional: true,
    },
    all: { meaning: 'looks whether what is stored of every connection is whole' },
    repair: { meaning: 'with --all, first finishes what a service that was killed left half done' },
  },
  async run(given, terminal) {
    const fault = faultOf(given);
    if (fault !== undefined) {
      terminal.tell(`cuelight check ${fault}.`);
      return 2;
    }
    if (given.has('all')) return checkStored(terminal, given.has('repair'));
    const connection = given.optionalValueOf('connection');
    return connection === undefined ? checkAddress(given, terminal) : checkOne(connection, given, terminal);
  },
};

/** What was not asked for in the right way. */
function faultOf(given: Given): string | undefined {
  const chosen = [given.has('connection'), given.has('url'), given.has('all')].filter((is) => is).length;
  if (chosen === 0) return 'needs <connection>, --url <address> or --all';
  if (chosen > 1) return 'takes one of <connection>, --url and --all at a time';
  const symptom = given.optionalValueOf('symptom');
  if (symptom !== undefined && !isSymptom(symptom)) return `needs a --symptom that is one of ${symptoms.join(', ')}`;
  for (const [flag, goesWith] of belongsTo) {
    if (given.has(flag) && !given.has(goesWith)) return `takes --${flag} only with ${withWhat[goesWith]}`;
  }
  return undefined;
}

const belongsTo = [
  ['repair', 'all'],
  ['ca-file', 'url'],
  ['symptom', 'connection'],
  ['process', 'connection'],
] as const;
const withWhat = { all: '--all', url: '--url', connection: '<connection>' } as const;

function isSymptom(text: string): text is Symptom {
  return symptoms.some((symptom) => symptom === text);
}

function checkOne(connectionId: string, given: Given, terminal: Terminal): Promise<ExitCode> {
  const symptom = given.optionalValueOf('symptom');
  const processId = given.optionalValueOf('process');
  const input = {
    ...(symptom !== undefined && isSymptom(symptom) && { symptom }),
    ...(processId !== undefined && { processId }),
  };
  return withCuelight(
    terminal,
    async (cuelight) => {
      const found = await cuelight.connections.find(connectionId);
      if (!found.ok) return found;
      const { name, target } = found.value;
      terminal.tell(`Checking ${name} (${target.orchestratorUrl}, tenant ${target.tenant}) ...`);
      return cuelight.check(connectionId, input, { scope: 'admin' }, (check) => tellFinding(check, terminal));
    },
    ({ diagnosis }) => printDiagnosis(diagnosis, terminal),
    { isReading: true },
  );
}

async function checkAddress(given: Given, terminal: Terminal): Promise<ExitCode> {
  const orchestratorUrl = given.valueOf('url');
  const file = given.optionalValueOf('ca-file');
  const caPem = file === undefined ? undefined : await readFile(file, 'utf8').catch(() => null);
  if (caPem === null) {
    terminal.tell(`The file ${file} cannot be read. Give one that holds certificate authorities in PEM to --ca-file.`);
    return 1;
  }
  return withCuelight(
    terminal,
    (cuelight) => {
      terminal.tell('Checking that address ...');
      const asked = { orchestratorUrl, ...(caPem !== undefined && { caPem }) };
      return cuelight.checkAddress(asked, { scope: 'admin' }, (check) => tellFinding(check, terminal));
    },
    (diagnosis) => printDiagnosis(diagnosis, terminal),
    { isReading: true },
  );
}
