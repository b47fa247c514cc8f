import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { onTestFinished } from 'vitest';

/** A file of a bundle. */
export interface Chunk {
  readonly name: string;
  readonly code: string;
  readonly isEntry: boolean;
}

const bridge = join(import.meta.dirname, '../../dist/robotjs/index.js');
const sdk = createRequire(import.meta.url).resolve('@uipath/robot');

/** What an app's page is built from. */
const app = `
import { createRobotBridge } from ${JSON.stringify(bridge)};
globalThis.openBridge = (portNumber, releaseName) => createRobotBridge({
  load: () => import(${JSON.stringify(sdk)}),
  getProcess: () => ({ releaseName, packageId: releaseName }),
  portNumber,
});
`;

/** Bundles a page with the bridge and the unmodified SDK, as an app does. */
export async function bundlePage(): Promise<readonly Chunk[]> {
  const bundling = await rolldown({
    input: 'app',
    platform: 'browser',
    // The SDK brings what bundlers warn of.
    onLog() {},
    plugins: [
      {
        name: 'app',
        resolveId: (id) => (id === 'app' ? id : null),
        load: (id) => (id === 'app' ? app : null),
      },
    ],
  });
  const { output } = await bundling.generate({ format: 'es', minify: true });
  await bundling.close();
  return output.flatMap((file) =>
    file.type === 'chunk' ? [{ name: file.fileName, code: file.code, isEntry: file.isEntry }] : [],
  );
}

/** Serves the page; ends with the test. */
export async function servePage(chunks: readonly Chunk[]): Promise<string> {
  const entry = chunks.find(({ isEntry }) => isEntry)?.name;
  const html = `<!DOCTYPE html><meta charset="utf-8"><link rel="icon" href="data:,"><title>A page</title><script type="module" src="/${entry}"></script>`;
  const server = createServer(({ url }, response) => {
    const chunk = chunks.find(({ name }) => url === `/${name}`);
    response.setHeader('content-type', chunk === undefined ? 'text/html' : 'text/javascript');
    response.end(chunk?.code ?? html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
