import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type Called, curlSnippet, fetchSnippet, pageSnippet, tokenSnippet } from '../../console/src/apps/snippets.js';
import { aFolder } from '../world/a-folder.js';
import { aBoundApp } from '../world/set-up.js';
import { aConsole } from './a-console.js';

const hostPackage = fileURLToPath(new URL('../..', import.meta.url));

/** EchoText in the service, whose jobs end by themselves, and what each snippet is made of. */
async function aCalledProcess(input: Called['input'] = [{ name: 'in_Text', type: 'string', hasDefault: false }]) {
  const console = await aConsole({ jobMs: [100, 100] });
  const { app, processId } = await aBoundApp(console);
  const called: Called = { serviceUrl: console.url, appId: app.id, processId, input };
  const inputs = () => console.fake.admin.state().jobs.map(({ InputArguments }) => JSON.parse(String(InputArguments)));
  return { called, key: app.keys.runtime, inputs };
}

/** Runs a program with a text as its input, and answers what it printed. */
async function run(text: string, [program = '', ...args]: readonly string[], environment: Record<string, string>) {
  const running = promisify(execFile)(program, args, {
    cwd: hostPackage,
    env: { PATH: process.env.PATH, ...environment },
    timeout: 30_000,
  });
  running.child.stdin?.end(text);
  return (await running).stdout;
}

describe('the snippets of the console', () => {
  it('run a process as they are, in a shell and on a server, with the key of the environment', async () => {
    const { called, key, inputs } = await aCalledProcess();
    const environment = { CUELIGHT_KEY: key };

    const [told, read] = await Promise.all([
      run(curlSnippet(called), ['bash', '-eu'], environment),
      run(fetchSnippet(called), ['node', '--input-type=module', '-'], environment),
    ]);

    // Whether the job had ended when the stream was opened, depends on the machine.
    expect(told).toMatch(/event: (?:snapshot|lifecycle)[\s\S]*"state":"Successful"/);
    expect(read).toMatch(/state: 'Successful'/);
    expect(inputs()).toEqual([{ in_Text: 'text' }, { in_Text: 'text' }]);
  });

  it('run a process as they are from a page, which has a token from the server of the app', async () => {
    const { called, key, inputs } = await aCalledProcess();
    const tokenFile = join(await aFolder(), 'token.mjs');
    await writeFile(tokenFile, tokenSnippet(called));
    vi.stubEnv('CUELIGHT_KEY', key);
    onTestFinished(() => void vi.unstubAllEnvs());
    const { cuelightToken } = await import(/* @vite-ignore */ pathToFileURL(tokenFile).href);
    const appServer = createServer(async ({ method, url }, response) => {
      if (method !== 'POST' || url !== '/cuelight-token') return void response.writeHead(404).end();
      response.end(await cuelightToken());
    }).listen(0, '127.0.0.1');
    onTestFinished(() => void appServer.close());
    await once(appServer, 'listening');
    const { port } = appServer.address() as AddressInfo;
    // What a page has and Node has not: an address that others are relative to.
    const page = `const plain = fetch; globalThis.fetch = (to, init) => plain(new URL(to, 'http://127.0.0.1:${port}'), init)`;

    const told = await run(
      pageSnippet(called),
      ['node', `--import=data:text/javascript,${encodeURIComponent(page)}`, '--input-type=module', '-'],
      {},
    );

    expect(told).toMatch(/kind: '(?:snapshot|lifecycle)'[\s\S]*state: 'Successful'/);
    expect(inputs()).toEqual([{ in_Text: 'text' }]);
  });

  it('hold no key, and show what a name is made of, whatever that does elsewhere', async () => {
    const names = [`'; exit 3; '`, '$(id)`id`', `*/ \${process.exit()}`, '\u202egnp', '</script>\n\u2028"\\'];
    const input = names.map((name) => ({ name, type: 'string', hasDefault: false }) as const);
    const called = { serviceUrl: 'https://cuelight.example', appId: 'a', processId: 'p', input };
    const asInput = JSON.stringify(Object.fromEntries(names.map((name) => [name, 'text'])));

    for (const snippet of [curlSnippet, fetchSnippet, pageSnippet, tokenSnippet]) {
      expect(snippet(called)).toMatch(/^[\n -~]*$/);
      expect(snippet(called)).not.toMatch(/cuelight_\w/);
    }
    const [, inJs = ''] = /JSON\.stringify\(\{ input: (.*) \}\)/.exec(fetchSnippet(called)) ?? [];
    expect(JSON.stringify(JSON.parse(inJs))).toBe(asInput);
    const [, word = ''] = /-d (.*) \|\n/.exec(curlSnippet(called)) ?? [];
    const inShell = await run(`printf %s ${word}`, ['bash'], {});
    expect(JSON.stringify(JSON.parse(inShell).input)).toBe(asInput);
  });

  it('leave to a process what it has a default for, and name the rest with a value of its type', () => {
    const input = [
      { name: 'in_Count', type: 'integer', hasDefault: false },
      { name: 'in_Left', type: 'string', hasDefault: true },
    ] as const;
    const called = { serviceUrl: 'https://cuelight.example', appId: 'a', processId: 'p', input };

    expect(curlSnippet(called)).toContain(`-d '{"input":{"in_Count":1}}'`);
  });
});
