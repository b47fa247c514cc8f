import {
  defaultSeed,
  type FakeOrchestrator,
  type Seed,
  startFakeOrchestrator,
} from '@cuelight/test-harness/fake-orchestrator';
import { onTestFinished } from 'vitest';
import { aGossip, type Gossip } from './a-gossip.js';
import type { Credentials } from './canaries.js';

/** An Orchestrator, and the proxy before it by which the service reaches it. */
export interface AnOrchestrator extends Pick<FakeOrchestrator, 'admin'>, Gossip {}

/** Starts one that knows these credentials, its jobs moved by the test; it ends with the test. */
export async function anOrchestrator(credentials: Credentials): Promise<AnOrchestrator> {
  const fake = await startFakeOrchestrator({ manual: true, seed: seedWith(credentials) });
  onTestFinished(() => fake.close());
  return { admin: fake.admin, ...(await aGossip(fake.url)) };
}

/** The default seed with other credentials. */
function seedWith({ password, clientSecret, accessToken }: Credentials): Seed {
  const { oauthClients = [], tenants } = defaultSeed;
  return {
    oauthClients: oauthClients.map((client) => ({ ...client, secret: clientSecret })),
    tenants: tenants.map((tenant) => ({
      ...tenant,
      users: tenant.users.map((user) => ({ ...user, password, personalAccessTokens: [{ token: accessToken }] })),
    })),
  };
}
