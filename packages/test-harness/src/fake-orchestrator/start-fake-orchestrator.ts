import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { writeCaFile } from '../tls/ca-file.js';
import { readCaFile } from '../tls/read-ca-file.js';
import { serverCertificate } from '../tls/server-certificate.js';
import type { TlsMode } from '../tls/tls-mode.js';
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
  /** 0, the default, takes a free one. */
  readonly port?: number;
  /** The IP address to listen on; 127.0.0.1 when absent. In a container it has to be another one, such as 0.0.0.0. */
  readonly host?: string;
  /** The default seed when absent. */
  readonly seed?: Seed;
  /** Jobs move only by `admin.setJobState` and by what the API itself does. */
  readonly manual?: boolean;
  /** How long jobs are Pending, and then Running; 300 and 1,500 when absent. */
  readonly jobMs?: readonly [pendingMs: number, runningMs: number];
  /** 9 is 19.10, 11 is 20.10, 13 is 21.10, 15 is 22.10, 16 is 23.4, 17 is 23.10 to 25.10, 20 the cloud of 2026; 17 when absent. */
  readonly apiVersion?: ApiVersion;
  /** Speaks HTTPS, with a good certificate or a bad one; plain HTTP when absent. */
  readonly tls?: TlsMode;
  /** With `tls`: presents the certificate of its own CA after its own, as some servers do. */
  readonly presentsCa?: boolean;
  /** A PEM file of CAs that are trusted for webhooks with an https URL, beside those that Node brings along. */
  readonly subscriberCaFile?: string;
}

/** A running fake. */
export interface FakeOrchestrator {
  /** Where clients reach it, without a slash at the end; with `tls` by the name `localhost`. */
  readonly url: string;
  /** Where tests reach its other side; ends in `/__admin`. */
  readonly adminUrl: string;
  /** A PEM file with the certificate of its own CA, which lasts as long as the fake; null without `tls`. */
  readonly caFile: string | null;
  /** The other side, in process. */
  readonly admin: FakeAdmin;
  /** Ends it and closes every connection. */
  close(): Promise<void>;
}

/**
 * Starts a fake UiPath Orchestrator on the loopback address: real HTTP, a real job state machine on a virtual clock, and a real
 * sender of signed webhooks. Everything is in memory, but for `caFile`. Throws when the seed is malformed, the port is
 * taken or `subscriberCaFile` holds no certificates of CAs.
 */
export async function startFakeOrchestrator(options: FakeOrchestratorOptions = {}): Promise<FakeOrchestrator> {
  const {
    port = 0,
    host = '127.0.0.1',
    seed: givenSeed = defaultSeed,
    manual = false,
    jobMs = [300, 1500],
    apiVersion = 17,
  } = options;
  const [pendingMs, runningMs] = jobMs;
  const profile = profileOf(apiVersion);
  let seed = seedSchemaFor(profile).parse(givenSeed);
  const subscriberCas = casIn(options.subscriberCaFile);
  const certificate = options.tls === undefined ? undefined : await serverCertificate(options.tls);
  const presented = certificate && certificate.cert + (options.presentsCa === true ? certificate.ca : '');
  const server =
    certificate === undefined ? createServer() : createTlsServer({ key: certificate.key, cert: presented });
  const boundPort = await listening(server, port, host);
  const url = certificate === undefined ? `http://127.0.0.1:${boundPort}` : `https://localhost:${boundPort}`;
  const caFile = certificate === undefined ? undefined : await writeCaFile(certificate.ca);
  const pace = { manual, pendingMs, runningMs };
  const freshSite = (): Site => createSite(seed, url, profile, pace, subscriberCas);
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
    caFile: caFile?.path ?? null,
    admin,
    async close() {
      await site.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await caFile?.remove();
    },
  };
}

function casIn(file: string | undefined): readonly string[] {
  if (file === undefined) return [];
  const reading = readCaFile(file);
  if (!reading.ok) throw new Error(`subscriberCaFile ${file}: ${reading.problem}`);
  return reading.certificates;
}

function listening(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
