import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { freePort, startLocalService } from '@cuelight/example-local-service';
import { startFakeOrchestrator } from '@cuelight/test-harness/fake-orchestrator';
import { rolldown } from 'rolldown';
import { createAppServer } from './app-server.js';
import { setUpApp } from './set-up-app.js';

/** An app that runs, with the service and the fake Orchestrator behind it. */
export interface RunningApp {
  /** Where its page is. */
  readonly url: string;
  close(): Promise<void>;
}

const ownPage = new URL('../page/page.html', import.meta.url);

/** Starts a fake Orchestrator, a service and the server of an app on this machine. */
export async function runApp(pageFile: string | URL = ownPage): Promise<RunningApp> {
  const orchestrator = await startFakeOrchestrator();
  const service = await startLocalService();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const set = await setUpApp({ url: service.url, adminKey: service.adminKey }, orchestrator.url, url);
  const page = await readFile(pageFile, 'utf8');
  const html = page.replace('{serviceUrl}', service.url).replace('{processId}', set.processId);
  const server = createAppServer({ ...set, serviceUrl: service.url, html, script: await pageScript() });
  await once(server.listen(port, '127.0.0.1'), 'listening');
  return {
    url,
    async close() {
      server.closeAllConnections();
      server.close();
      await service.stop();
      await orchestrator.close();
    },
  };
}

/** The script of the page with all that it imports, as any bundler makes it. */
async function pageScript(): Promise<string> {
  const input = fileURLToPath(new URL('../page/page.js', import.meta.url));
  const bundling = await rolldown({ input, platform: 'browser' });
  const { output } = await bundling.generate({ format: 'esm', minify: true });
  await bundling.close();
  return output[0].code;
}
