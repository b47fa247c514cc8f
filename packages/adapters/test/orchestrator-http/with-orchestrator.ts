import { afterEach } from 'vitest';
import {
  createOrchestratorHttp,
  type OrchestratorHttp,
  type OrchestratorHttpOptions,
} from '../../src/orchestrator-http/index.js';
import { anAccess } from './an-access.js';
import { type Act, type ScriptedOrchestrator, type Seen, startScriptedOrchestrator } from './scripted-orchestrator.js';

const opened: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(opened.splice(0).map((close) => close()));
});

/** A scripted Orchestrator with an adapter that calls it, and waits for nothing; both are closed after the test. */
export async function withOrchestrator(
  script?: (request: Seen) => Act | undefined,
  options: OrchestratorHttpOptions & Parameters<typeof startScriptedOrchestrator>[1] = {},
): Promise<{ server: ScriptedOrchestrator; access: ReturnType<typeof anAccess> } & OrchestratorHttp> {
  const { apiVersion, tls, ...rest } = options;
  const server = await startScriptedOrchestrator(script, {
    ...(apiVersion !== undefined && { apiVersion }),
    ...(tls !== undefined && { tls }),
  });
  const adapter = createOrchestratorHttp({ egress: 'unguarded', pause: async () => {}, ...rest });
  // The server first: a connection that it never answers would otherwise be waited for.
  opened.push(async () => {
    await server.close();
    await adapter.close();
  });
  return { server, access: anAccess(server.url), ...adapter };
}
