import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript' };

/**
 * Builds a page with the toolchain of the console that shows a heading and does nothing, and serves it, packed.
 *
 * @param headers what it is served with: a policy has its price, as a browser may begin a process for the page
 */
export async function startEmptyPage(
  headers: Readonly<Record<string, string>>,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'cuelight-empty-page-'));
  const packages = fileURLToPath(new URL('.', import.meta.resolve('preact/package.json')));
  await writeFile(
    join(folder, 'index.html'),
    '<!doctype html><title>Empty</title><div id="page"></div><script type="module" src="./main.js"></script>',
  );
  await writeFile(
    join(folder, 'main.js'),
    "import { h, render } from 'preact';\nrender(h('h1', null, 'Empty'), document.getElementById('page'));\n",
  );
  await build({
    root: folder,
    configFile: false,
    logLevel: 'warn',
    resolve: { alias: { preact: packages } },
    build: { outDir: 'out', assetsDir: '', modulePreload: { polyfill: false }, target: 'es2023' },
  });
  const files = new Map<string, { readonly type: string; readonly packed: Buffer }>();
  for (const name of await readdir(join(folder, 'out'))) {
    const type = types[extname(name)] ?? 'application/octet-stream';
    const packed = gzipSync(await readFile(join(folder, 'out', name)));
    files.set(name === 'index.html' ? '/' : `/${name}`, { type, packed });
  }
  await rm(folder, { recursive: true, force: true });

  const server = createServer(({ url = '/' }, response) => {
    const file = files.get(url);
    if (file === undefined) return response.writeHead(404).end();
    return response
      .writeHead(200, { ...headers, 'content-type': file.type, 'content-encoding': 'gzip' })
      .end(file.packed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
