import { access, writeFile } from 'node:fs/promises';
import { type Cuelight, type Exported, type Failure, type Result, type Secret, succeed } from '@cuelight/core';
import { showExport } from '../../transfer/export-file.js';
import { readPassphrase } from '../../transfer/read-passphrase.js';
import { type ExportedCredential, sealCredentials } from '../../transfer/sealed-credentials.js';
import type { Command, ExitCode, Terminal } from '../command.js';
import { withCuelight } from '../with-cuelight.js';

/** Writes what was set up to a file. */
export const exportCommand: Command = {
  name: 'export',
  summary: 'Writes connections, apps (without keys) and process references to a file, credentials sealed or left out.',
  operands: [],
  flags: {
    file: { value: 'path', meaning: 'the file to write; it must not exist' },
    connections: { value: 'id,id', meaning: 'these alone, what is on them and the apps of that', isOptional: true },
    secrets: { value: 'sealed', meaning: 'with the credentials, sealed with a passphrase', isOptional: true },
    'passphrase-file': { value: 'path', meaning: 'a file with the passphrase to seal with', isOptional: true },
  },
  async run(given, terminal) {
    const file = given.valueOf('file');
    const [secrets, passphraseFile] = [given.optionalValueOf('secrets'), given.optionalValueOf('passphrase-file')];
    if (secrets !== undefined && secrets !== 'sealed') {
      terminal.tell('--secrets must be "sealed": credentials are never written as they are.');
      return 2;
    }
    if ((secrets === undefined) !== (passphraseFile === undefined)) {
      terminal.tell('--secrets sealed and --passphrase-file must be given together.');
      return 2;
    }
    const passphrase = passphraseFile === undefined ? undefined : await readPassphrase(passphraseFile);
    if (passphrase?.ok === false) return refused(passphrase.failure, terminal);
    if (await exists(file)) return refused(`${file} exists already: name another file.`, terminal);
    const connectionIds = given.optionalValueOf('connections')?.split(',');
    return withCuelight(
      terminal,
      (cuelight) => contentOf(cuelight, connectionIds, passphrase?.value, terminal),
      ({ exported, credentials }) => write(file, exported, credentials, terminal),
    );
  },
};

async function contentOf(
  { exportSetup }: Cuelight,
  connectionIds: readonly string[] | undefined,
  passphrase: Secret | undefined,
  { tell }: Terminal,
): Promise<Result<{ readonly exported: Exported; readonly credentials: string | undefined }, Failure>> {
  const exported = await exportSetup.read(connectionIds);
  if (!exported.ok) return exported;
  if (passphrase === undefined) return succeed({ exported: exported.value, credentials: undefined });
  const credentials: ExportedCredential[] = [];
  const { connections } = exported.value;
  for (const connection of connections) {
    const credential = await exportSetup.credential(connection.id);
    if (!credential.ok) return credential;
    credentials.push({ connection, credential: credential.value });
    if (credentials.length % 100 === 0) tell(`Credential ${credentials.length} of ${connections.length} ...`);
  }
  return succeed({ exported: exported.value, credentials: await sealCredentials(credentials, passphrase) });
}

async function write(
  file: string,
  exported: Exported,
  credentials: string | undefined,
  terminal: Terminal,
): Promise<ExitCode> {
  try {
    await writeFile(file, showExport(exported, credentials), { mode: 0o600, flag: 'wx', flush: true });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return refused(`${file} cannot be written (${code}): name another file.`, terminal);
  }
  const { connections, apps, references } = exported;
  terminal.print(
    `Wrote ${connections.length} connections, ${apps.length} apps and ${references.length} process references to ${file}`,
  );
  terminal.tell(
    credentials === undefined
      ? 'It has no secret. Next: cuelight import --file <it> --credentials <file>, on the other database.'
      : 'Its credentials are sealed. Next: cuelight import --file <it> --passphrase-file <file>, on the other database.',
  );
  return 0;
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
