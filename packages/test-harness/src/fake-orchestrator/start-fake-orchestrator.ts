import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FakeAdmin } from './admin/admin.js';
import { createAdmin } from './admin/create-admin.js';
import { createListener } from './http/listener.js';
import { profileOf } from './profile/profile-of.js';
import type { ApiVersion } from './profile/version-profile.js';
import { createSite, type Site } from './site.js';
import { defaultSeed } from './world/default-seed.js';
import type { Seed } from './world/seed.js';
import { seedSchemaFor } from './world/seed-schema-for.js';

/** How a fake is to be. */
export interface FakeOrchestratorOptions {
  /** On 127.0.0.1; 0, the default, takes a free one. */
  readonly port?: number;
  /** The default seed when absent. */
  readonly seed?: Seed;
  /** Jobs move only by `admin.setJobState` and by what the API itself does. */
  readonly manual?: boolean;
  /** How long jobs are Pending, and then Running; 300 and 1,500 when absent. */
  readonly jobMs?: readonly [pendingMs: number, runningMs: number];
  /** 9 is 19.10, 11 is 20.10, 13 is 21.10, 15 is 22.10, 16 is 23.4, 17 is 23.10 to 25.10, 20 the cloud of 2026; 17 when absent. */
  readonly apiVersion?: ApiVersion;
}

/** A running fake. */
export interface FakeOrchestrator {
  /** Where clients reach it, without a slash at the end. */
  readonly url: string;
  /** Where tests reach its other side; ends in `/__admin`. */
  readonly adminUrl: string;
  /** The PEM file of the CA that signed its certificate; null, since it speaks plain HTTP. */
  readonly caFile: null;
  /** The other side, in process. */
  readonly admin: FakeAdmin;
  /** Ends it and closes every connection. */
  close(): Promise<void>;
}

/**
 * Starts a fake UiPath Orchestrator on 127.0.0.1: real HTTP, a real job state machine on a virtual clock, and a real
 * sender of signed webhooks. Everything is in memory. Throws when the seed is malformed or the port is taken.
 */
export async function startFakeOrchestrator(options: FakeOrchestratorOptions = {}): Promise<FakeOrchestrator> {
  const { port = 0, seed: givenSeed = defaultSeed, manual = false, jobMs = [300, 1500], apiVersion = 17 } = options;
  const [pendingMs, runningMs] = jobMs;
  const profile = profileOf(apiVersion);
  let seed = seedSchemaFor(profile).parse(givenSeed);
  const server = createServer();
  const url = `http://127.0.0.1:${await listening(server, port)}`;
  const freshSite = (): Site => createSite(seed, url, profile, { manual, pendingMs, runningMs });
  let site = freshSite();

  const admin = createAdmin(
    () => site,
    async (newSeed = seed) => {
      const former = site;
      seed = newSeed;
      site = freshSite();
      await former.close();
    },
  );
  server.on(
    'request',
    createListener(() => site, admin),
  );

  return {
    url,
    adminUrl: `${url}/__admin`,
    caFile: null,
    admin,
    async close() {
      await site.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function listening(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
