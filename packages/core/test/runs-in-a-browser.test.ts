import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { createContext, runInContext } from 'node:vm';
import { rolldown } from 'rolldown';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';

const built = join(import.meta.dirname, '../dist/index.js');
const chromium = process.env.CUELIGHT_TEST_CHROMIUM || '/usr/bin/chromium';

/** A script that needs nothing but the bundle, which is called `core` in it. */
const work = `JSON.stringify({
  walk: core.walk('Pending', 'Suspended'),
  url: core.parseOrchestratorUrl('https://orchestrator.example.com/'),
  event: core.readWebhookEvent(new Uint8Array(${JSON.stringify([...Buffer.from('{"Type":"ping"}')])})),
  canonical: core.canonicalJson({ b: 1, a: [null, 'ü'] }),
  secret: String(new core.Secret('s3cret')),
  createCuelight: typeof core.createCuelight,
})`;

const workDone = {
  walk: ['Running', 'Suspended'],
  url: { ok: true, value: 'https://orchestrator.example.com' },
  event: { kind: 'ping', type: 'ping' },
  canonical: '{"a":[null,"ü"],"b":1}',
  secret: '[secret]',
  createCuelight: 'function',
};

describe('the core outside Node', () => {
  let bundle: Bundle;
  beforeAll(async () => {
    bundle = await bundleForBrowsers(built);
  });

  it('bundles into one file that imports nothing', () => {
    expect(bundle.warnings).toEqual([]);
    expect(bundle.imports).toEqual([]);
  });

  it('needs the language, URL and TextDecoder, and nothing else of its runtime', () => {
    const bare = createContext({ URL, TextDecoder });

    const answer: unknown = runInContext(`${bundle.code}\n${work}`, bare);

    expect(JSON.parse(String(answer))).toEqual(workDone);
  });

  it('works in Chromium', async ({ skip }) => {
    skip(!existsSync(chromium), 'no Chromium: install it, or name it in CUELIGHT_TEST_CHROMIUM');
    const page = `<meta charset="utf-8"><body><script>${bundle.code}\ndocument.body.textContent = ${work}</script>`;

    const dom = await domInChromium(page);

    expect(JSON.parse(dom.slice(dom.indexOf('<body>') + '<body>'.length, dom.indexOf('</body>')))).toEqual(workDone);
  });
});

interface Bundle {
  readonly code: string;
  readonly imports: readonly string[];
  readonly warnings: readonly string[];
}

async function bundleForBrowsers(input: string): Promise<Bundle> {
  const warnings: string[] = [];
  const bundling = await rolldown({
    input,
    platform: 'browser',
    onLog: (_level, log) => void warnings.push(log.message),
  });
  const { output } = await bundling.generate({ format: 'iife', name: 'core', codeSplitting: false });
  await bundling.close();
  const [chunk] = output;
  return { code: chunk.code, imports: [...chunk.imports, ...chunk.dynamicImports], warnings };
}

/** The page as Chromium shows it after its script ran. */
async function domInChromium(page: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'cuelight-chromium-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const file = join(folder, 'page.html');
  await writeFile(file, page);
  const flags = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--no-first-run',
    `--user-data-dir=${join(folder, 'profile')}`,
  ];
  const { stdout } = await promisify(execFile)(chromium, [...flags, '--dump-dom', pathToFileURL(file).href], {
    timeout: 30_000,
  });
  return stdout;
}
