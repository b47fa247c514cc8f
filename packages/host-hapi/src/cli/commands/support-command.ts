import { access, writeFile } from 'node:fs/promises';
import { supportBundle } from '../../support/support-bundle.js';
import type { Command, ExitCode, Terminal } from '../command.js';
import { openForSupport } from '../open-for-support.js';

/** What an operator sends to whoever helps. */
export const supportCommand: Command = {
  name: 'support-bundle',
  summary: 'Makes a support bundle: what to send to whoever helps, as readable JSON, without a secret.',
  operands: [],
  flags: {
    file: {
      value: 'path',
      meaning: 'the file to write, which must not exist; without it, standard output',
      isOptional: true,
    },
  },
  async run(given, terminal) {
    const file = given.optionalValueOf('file');
    if (file !== undefined && (await exists(file)))
      return refused(`${file} exists already: name another file.`, terminal);
    const { from, close } = await openForSupport(terminal);
    try {
      return await tellBundle(await supportBundle(from), file, terminal);
    } finally {
      await close();
    }
  },
};

async function tellBundle(text: string, file: string | undefined, terminal: Terminal): Promise<ExitCode> {
  if (file === undefined) terminal.print(text.trimEnd());
  else {
    try {
      await writeFile(file, text, { mode: 0o600, flag: 'wx', flush: true });
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      return refused(`${file} cannot be written (${code}): name another file.`, terminal);
    }
    terminal.print(`Wrote a support bundle to ${file}`);
  }
  for (const line of adviceOn(text)) terminal.tell(line);
  return 0;
}

/** What the person at the terminal should know of the bundle. */
function adviceOn(text: string): readonly string[] {
  const { redaction, ...parts } = JSON.parse(text) as Record<string, { readonly failure?: { readonly code: string } }>;
  const { replaced } = redaction as { readonly replaced: number };
  const missing = Object.entries(parts).flatMap(([name, { failure }]) =>
    failure ? [`${name} (${failure.code})`] : [],
  );
  return [
    ...(missing.length === 0 ? [] : [`These parts could not be made, and say why: ${missing.join(', ')}.`]),
    ...(replaced === 0
      ? []
      : [`${replaced} secrets had to be taken out, which should not have been there: report it.`]),
    'What a running service has counted is in GET /v1/support-bundle alone.',
    'Next: read it, names and addresses are in it; then send it to whoever helps.',
  ];
}

function refused(why: string, { tell }: Terminal): ExitCode {
  tell(why);
  return 1;
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
