import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { freePort } from '@cuelight/example-local-service';
import { afterEach, describe, expect, it } from 'vitest';
import { type Block, blocksOfAllDocuments, root } from './documents.js';

const blocks = blocksOfAllDocuments();
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Commands that are run elsewhere, each with where. */
const runElsewhere: Record<string, string> = {
  'npm run demo': 'examples/demo/test/demo.test.ts, .ci/run',
  'npm run demo -- --exit': '.ci/run',
  'npm test': '.ci/run',
  'npm run check': '.ci/run',
  'npm run setup': 'every command',
  'npm run bench -- --quick': '.ci/run',
  'npx cuelight secrets rotate --to k2': 'packages/host-hapi/test/secret-commands.test.ts',
  'npx cuelight secrets move --to azure-key-vault': 'packages/host-hapi/test/moving-secrets.test.ts',
  'npx cuelight audit verify': 'packages/host-hapi/test/audit.test.ts',
  'npx cuelight audit verify --anchor 1234:k3J...': 'packages/host-hapi/test/audit.test.ts',
  'npx cuelight support-bundle --file bundle.json': 'packages/host-hapi/test/support-command.test.ts',
  'npx cuelight check --url https://orchestrator.example': 'packages/host-hapi/test/diagnosis.test.ts',
  'npx cuelight check 01a2b3c4 --process 05d6e7f8': 'packages/host-hapi/test/diagnosis.test.ts',
  'npx cuelight check --all': 'packages/host-hapi/test/check-command.test.ts',
  'npx cuelight check --all --repair': 'packages/host-hapi/test/check-command.test.ts',
  'npx cuelight export --file cuelight.json --secrets sealed --passphrase-file passphrase':
    'packages/host-hapi/test/export-import.test.ts',
  'npx cuelight import --file cuelight.json --passphrase-file passphrase --dry-run':
    'packages/host-hapi/test/export-import.test.ts',
};

describe('the documents', () => {
  it('show code that is in a file which is run', async () => {
    const shown = blocks.filter(({ language }) => language === 'ts');
    const missing: string[] = [];
    for (const { document, from, text } of shown) {
      const file = from === undefined ? '' : await readFile(join(root, from), 'utf8');
      if (!withoutIndent(file).includes(withoutIndent(text))) missing.push(`${document}: ${text.slice(0, 60)}`);
    }

    expect(shown.length).toBeGreaterThan(0);
    expect(missing).toEqual([]);
  });

  it('have no command that nothing runs', () => {
    const operated = new Set(operatingBlocks().map(({ text }) => text));
    const commands = blocks
      .filter(({ language, text }) => language === 'sh' && !operated.has(text) && !isAboutKeys(text))
      .flatMap(({ text }) => text.split('\n'))
      .map((line) => line.replace(/\s+#.*$/, '').trim())
      .filter((line) => line !== '' && !line.startsWith('#'));

    const unknown = commands.filter((command) => !(command in runElsewhere) && !isFakeCommand(command));
    expect(unknown).toEqual([]);
  });

  it('operate the service as the README says: connect, bind, start, follow to the output', async (test) => {
    const bash = await versionOf('bash');
    const curl = await versionOf('curl');
    if (!bash || !curl) return test.skip('bash and curl are not installed');
    const folder = await mkdtemp(join(tmpdir(), 'cuelight-readme-'));
    closing.push(() => rm(folder, { recursive: true, force: true }));
    const [servicePort, fakePort] = [await freePort(), await freePort()];
    const asOnThisMachine = (text: string) =>
      text
        .replaceAll('7400', `${servicePort}`)
        .replaceAll('7401', `${fakePort}`)
        .replaceAll('data/admin-key', `${folder}/admin-key`);
    const [start, fake, ...calls] = operatingBlocks().map(({ text }) => asOnThisMachine(text));

    await running(fake ?? '', {});
    await running(start ?? '', {
      CUELIGHT_PORT: `${servicePort}`,
      CUELIGHT_DATABASE_URL: `sqlite:${folder}/cuelight.db`,
    });
    const { stdout, stderr } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', calls.join('\n')], {
      cwd: root,
      timeout: 60_000,
    });

    expect(stderr).toBe('');
    expect(stdout).toMatch(/^event: snapshot$/m);
    expect(stdout).toContain('"state":"Successful"');
    expect(stdout).toContain('"output":{"out_Text":"hello"}');
  }, 120_000);

  it('make a master key that the service takes', async (test) => {
    if (!(await versionOf('bash'))) return test.skip('bash is not installed');
    const folder = await mkdtemp(join(tmpdir(), 'cuelight-keys-'));
    closing.push(() => rm(folder, { recursive: true, force: true }));
    const block = blocks.find(({ text }) => isAboutKeys(text));

    await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', block?.text ?? 'false'], { cwd: folder });
    const port = await freePort();
    const ready = await running('npm start', {
      CUELIGHT_PORT: `${port}`,
      CUELIGHT_DATABASE_URL: `sqlite:${folder}/cuelight.db`,
      CUELIGHT_MASTER_KEYS_FILE: join(folder, 'keys', 'master'),
    });

    expect(ready).toContain(`http://127.0.0.1:${port}`);
  }, 60_000);
});

/** The blocks of the README between "Operate the service" and the next heading, in order. */
function operatingBlocks(): readonly Block[] {
  const shell = blocks.filter(({ document, language }) => document === 'README.md' && language === 'sh');
  const first = shell.findIndex(({ text }) => text.includes('npm start'));
  const last = shell.findIndex(({ text }) => text.includes('/events'));
  return shell.slice(first, last + 1);
}

/** A document shows an excerpt from the left margin on. */
function withoutIndent(code: string): string {
  return code.replaceAll(/^ +/gm, '');
}

function isAboutKeys(text: string): boolean {
  return text.includes('CUELIGHT_MASTER_KEYS_FILE');
}

/** The fakes' own tests start their commands with every flag. */
function isFakeCommand(command: string): boolean {
  return /^npx fake-(?:orchestrator|robot)( --\w[\w-]*( \S+)?)*$/.test(command);
}

/** Runs a command until it has printed where it is reached, and ends it, with all it started, after the test. */
async function running(command: string, env: Record<string, string>): Promise<string> {
  const child = spawn('bash', ['-c', command], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  const { pid } = child;
  closing.push(async () => {
    if (pid === undefined || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    process.kill(-pid, 'SIGTERM');
    await ended;
  });
  for await (const line of createInterface({ input: child.stdout })) if (line.includes('http://')) return line;
  throw new Error(`${command} ended without saying where it is reached`);
}

async function versionOf(command: string): Promise<boolean> {
  return promisify(execFile)(command, ['--version']).then(
    () => true,
    () => false,
  );
}
