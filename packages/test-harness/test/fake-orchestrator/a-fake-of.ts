import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { FakeAdmin } from '../../src/fake-orchestrator/admin/admin.js';
import { createAdmin } from '../../src/fake-orchestrator/admin/create-admin.js';
import { createListener } from '../../src/fake-orchestrator/http/listener.js';
import { type ApiVersion, defaultSeed, type Seed } from '../../src/fake-orchestrator/index.js';
import { profileOf } from '../../src/fake-orchestrator/profile/profile-of.js';
import { loginLifetimeMs } from '../../src/fake-orchestrator/sessions.js';
import { createSite } from '../../src/fake-orchestrator/site.js';
import { seedSchemaFor } from '../../src/fake-orchestrator/world/seed-schema-for.js';
import { type ApiClient, createApiClient } from './api-client.js';

/** A fake of some version with a client that may do everything. */
export interface FakeOf {
  readonly url: string;
  readonly admin: FakeAdmin;
  readonly api: ApiClient;
  /** The same client in a folder, which it names as every version understands. */
  in(path: string): ApiClient;
}

/**
 * A fake of a version that ends with the test; its jobs are moved by hand. The token is made behind its back, since not
 * every version has a login with a password.
 */
export async function aFakeOf(apiVersion: ApiVersion, seed: Seed = defaultSeed): Promise<FakeOf> {
  const profile = profileOf(apiVersion);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const pace = { manual: false, pendingMs: 60_000, runningMs: 60_000 };
  const site = createSite(seedSchemaFor(profile).parse(seed), url, profile, pace);
  const admin = createAdmin(
    () => site,
    async () => {},
  );
  server.on(
    'request',
    createListener(() => site, admin),
  );
  onTestFinished(async () => {
    await site.close();
    server.closeAllConnections();
    server.close();
  });
  const [user] = site.world.users.values();
  if (user === undefined) throw new Error('the seed has no user');
  const token = site.sessions.open({ kind: 'user', user, scopes: undefined }, loginLifetimeMs);
  const api = createApiClient(url, { authorization: `Bearer ${token}` });
  return {
    url,
    admin,
    api,
    in(path) {
      const folder = [...site.world.folders.values()].find((candidate) => candidate.path === path);
      return api.with({ 'x-uipath-organizationunitid': String(folder?.id) });
    },
  };
}
