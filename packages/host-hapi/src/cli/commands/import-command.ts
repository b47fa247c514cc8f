import { fail, type GivenCredential, type Result, succeed } from '@cuelight/core';
import { type ExportFile, exportedIn } from '../../transfer/export-file.js';
import { importAll } from '../../transfer/import-all.js';
import { readCredentialsFile, readExportFile } from '../../transfer/read-export-file.js';
import { readPassphrase } from '../../transfer/read-passphrase.js';
import { openCredentials } from '../../transfer/sealed-credentials.js';
import type { Command } from '../command.js';
import { withCuelight } from '../with-cuelight.js';

/** Sets up what was exported. */
export const importCommand: Command = {
  name: 'import',
  summary: 'Sets up what an export has, under its ids, and checks each connection; changes nothing that is there.',
  operands: [],
  flags: {
    file: { value: 'path', meaning: 'what cuelight export wrote' },
    'passphrase-file': { value: 'path', meaning: 'a file with the passphrase of its credentials', isOptional: true },
    credentials: {
      value: 'path',
      meaning: 'a JSON file of credentials by connection id, where the export has none, or others are to be used',
      isOptional: true,
    },
    'dry-run': { meaning: 'only say what would be done' },
  },
  async run(given, terminal) {
    const path = given.valueOf('file');
    const file = await readExportFile(path);
    const credentials = file.ok
      ? await credentialsFor(file.value, given.optionalValueOf('passphrase-file'), given.optionalValueOf('credentials'))
      : file;
    if (!file.ok || !credentials.ok) {
      terminal.tell('Nothing was imported:');
      for (const fault of credentials.ok ? [] : credentials.failure) terminal.tell(`  ${fault}`);
      return 1;
    }
    const isDryRun = given.has('dry-run');
    return withCuelight(
      terminal,
      (cuelight) => importAll(cuelight, exportedIn(file.value), credentials.value, terminal, { isDryRun }),
      ({ made, there, notMade }) => {
        terminal.tell(
          isDryRun
            ? `${made} would be made, ${there} were there, ${notMade} cannot be made. Next: the same without --dry-run.`
            : `${made} made, ${there} were there, ${notMade} not made. ${notMade > 0 ? 'Next: mend what is told above, then repeat: what is there is left alone.' : 'Next: cuelight keys create for each app. A running service makes the webhooks within 10 minutes, or when it starts.'}`,
        );
        return notMade === 0 ? 0 : 1;
      },
    );
  },
};

/** The credentials that were sealed, or given beside the file: those hold where there are both. */
async function credentialsFor(
  { connections, credentials, ...file }: ExportFile,
  passphraseFile: string | undefined,
  credentialsFile: string | undefined,
): Promise<Result<ReadonlyMap<string, GivenCredential>, readonly string[]>> {
  const all = new Map<string, GivenCredential>();
  if (passphraseFile !== undefined) {
    if (credentials === undefined) return fail(['The file has no sealed credentials: leave --passphrase-file out.']);
    const passphrase = await readPassphrase(passphraseFile);
    if (!passphrase.ok) return fail([passphrase.failure]);
    const targets = exportedIn({ ...file, connections }).connections;
    const opened = await openCredentials(credentials, targets, passphrase.value);
    if (!opened.ok) return fail([opened.failure]);
    for (const [id, credential] of opened.value) all.set(id, credential);
  }
  if (credentialsFile === undefined) return succeed(all);
  const given = await readCredentialsFile(credentialsFile);
  if (!given.ok) return fail(given.failure.map((fault) => `--credentials: ${fault}`));
  const foreign = [...given.value.keys()].find((id) => !connections.some((connection) => connection.id === id));
  if (foreign !== undefined) return fail([`--credentials: ${foreign} is not the id of a connection in the file.`]);
  for (const [id, credential] of given.value) all.set(id, credential);
  return succeed(all);
}
