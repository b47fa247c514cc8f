import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Site } from './a-site.js';
import type { Notes } from './notes.js';
import type { Canary, Place } from './search.js';

/** What the commands were given, wrote and told. */
export interface CommandsRun {
  readonly canaries: readonly Canary[];
  /** Their outputs, and the files that they wrote for the operator. */
  readonly places: readonly Place[];
  /** The names of those that were run. */
  readonly names: readonly string[];
}

/**
 * Runs every command beside the service, but for `serve`.
 *
 * @param folder where the operator has files
 */
export async function runCommands(site: Site, notes: Notes, folder: string): Promise<CommandsRun> {
  const outputs: Place[] = [];
  const command = async (name: string, ...args: readonly string[]) => {
    const { stdout, stderr } = await site.command(...name.split(' '), ...args);
    outputs.push({ kind: 'output', name, bytes: Buffer.from(stdout + stderr) });
    return stdout;
  };
  const passphrase = `correct horse "battery" staple of ${site.url}`;
  const passphraseFile = join(folder, 'passphrase');
  await writeFile(passphraseFile, passphrase);
  const exported = async (name: string, ...args: readonly string[]): Promise<Place> => {
    const file = join(folder, name);
    await command('export', '--file', file, ...args);
    return { kind: 'file', name: `the export ${name}`, bytes: await readFile(file) };
  };
  const { body } = await notes.client(site.adminKey).get('/v1/apps');
  const [app] = body.items as readonly { readonly id: string }[];
  const ofApp = ['--app', app?.id ?? ''];

  const connections = await notes.client(site.adminKey).get('/v1/connections');
  const [connection] = connections.body.items as readonly { readonly id: string }[];
  const processes = await notes.client(site.adminKey).get(`/v1/apps/${app?.id}/processes`);
  const [process] = processes.body.items as readonly { readonly id: string }[];
  await command('check', connection?.id ?? '', '--process', process?.id ?? '');

  const key = (await command('keys create', ...ofApp, '--name', 'night run', '--scope', 'runtime')).trim();
  const listed = await command('keys list', ...ofApp);
  await command('keys revoke', ...ofApp, listed.trim().split('\n').at(-1)?.split(' ')[0] ?? '');
  await command('migrate');
  await command('check', '--all');
  const plain = await exported('plain');
  const sealed = await exported('sealed', '--secrets', 'sealed', '--passphrase-file', passphraseFile);
  await command('import', '--file', join(folder, 'sealed'), '--passphrase-file', passphraseFile);
  await command('secrets rotate', '--to', 'k2');
  await command('secrets move', '--to', 'local');
  await command('audit verify');
  await command('audit list', '--last', '9999');
  const bundle = join(folder, 'bundle');
  await command('support-bundle');
  await command('support-bundle', '--file', bundle);

  return {
    places: [...outputs, plain, sealed, { kind: 'file', name: 'the support bundle', bytes: await readFile(bundle) }],
    names: outputs.map(({ name }) => name),
    canaries: [
      { what: 'an API key made by a command', text: key, mayStandIn: ({ name }) => name === 'keys create' },
      { what: 'the passphrase of an export', text: passphrase },
    ],
  };
}
