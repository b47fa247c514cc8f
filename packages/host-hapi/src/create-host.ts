import { randomBytes } from 'node:crypto';
import { systemClock } from '@cuelight/adapters/system';
import type { Cuelight, Secret } from '@cuelight/core';
import { server as hapiServer, type Server } from '@hapi/hapi';
import { consoleFiles } from './console/console-files.js';
import { mountConsole } from './console/mount-console.js';
import { runAfterAnswers } from './http/after-answer.js';
import { answerFaults } from './http/answer-faults.js';
import { createByteBudget } from './http/byte-budget.js';
import { countRequests } from './http/count-requests.js';
import { answerPreflights, tellOrigins } from './http/cross-origin.js';
import { isFromHere } from './http/is-from-here.js';
import { logRequests } from './http/log-requests.js';
import { mountRoute } from './http/mount-route.js';
import { mountUnknown } from './http/mount-unknown.js';
import { refuse } from './http/refuse.js';
import { trustedPeers } from './http/trusted-peers.js';
import type { Log } from './logging/log.js';
import { type Counters, createCounters } from './metrics/create-counters.js';
import { openApiDocument } from './openapi/open-api-document.js';
import { ownVersion } from './own-version.js';
import { allRoutes } from './routes/all-routes.js';
import { type SecretsDesk, unknownSecrets } from './secrets/secrets-desk.js';
import { createEntrance } from './session/create-entrance.js';
import type { System } from './shapes/system-shape.js';
import { failuresPart } from './support/failures-part.js';
import { makeSupportBundle } from './support/make-support-bundle.js';
import { programPart } from './support/program-part.js';
import { readSystem } from './system/read-system.js';

/** What a host needs; no container. */
export interface HostOptions {
  readonly cuelight: Cuelight;
  /** The operator's own key, of scope `admin` in every app. */
  readonly adminKey: Secret;
  readonly log: Log;
  /** Default `127.0.0.1`. */
  readonly address?: string;
  /** 0 takes a free one; default 7400. */
  readonly port?: number;
  /** Serves HTTPS with this certificate chain and key, PEM. */
  readonly tls?: TlsPair;
  /** Whether what the host relies on works; default always. */
  readonly isReady?: () => Promise<boolean>;
  /** Which proxies end TLS before the host, as CIDRs: only they and loopback are answered. Absent, everybody is. */
  readonly trustedProxies?: readonly string[];
  /** A proxy is before the host, on this machine, of which nothing is said otherwise. */
  readonly hasLocalProxy?: boolean;
  /** Where the service is reached, by its pages too; absent, that is the host of each request. */
  readonly publicUrl?: string;
  /** Where the robots of users listen, each on the user's own computer; default 2323. */
  readonly robotPort?: number;
  /** The time of sessions, in milliseconds since 1970; default that of this machine. */
  readonly nowMs?: () => number;
  /** Where requests are counted; default counters of its own. */
  readonly counters?: Counters;
  /** Makes the support bundle; default one that knows of this process alone. */
  readonly supportBundle?: () => Promise<string>;
  /** Tells how the service stands; default what this process alone knows. */
  readonly system?: () => Promise<System>;
  /** What is told of secrets and done about master keys; default nothing. */
  readonly secrets?: SecretsDesk;
  /** How long a stream of events may be silent, in milliseconds; default 15,000. */
  readonly keepAliveMs?: number;
}

/** A certificate chain and its key, PEM. */
export interface TlsPair {
  readonly cert: string;
  readonly key: string;
}

/** The service on HTTP. */
export interface Host {
  /** For what a host does not offer itself, such as `inject` in tests, or further routes. */
  readonly server: Server;
  /** Listens, and answers the address it is reached at. Throws when the port cannot be had. */
  start(): Promise<string>;
  /** Ends all streams, waits at most 10 s for what is under way, and closes. Repeating it is harmless. */
  stop(): Promise<void>;
}

/** How long a stop waits for requests that are under way. */
const stopWithinMs = 10_000;

/** How many bytes of deliveries are held while they are read. */
const deliveryBytes = 128 * 1024 * 1024;

/** Makes a server for Cuelight, ready to start. */
export function createHost(options: HostOptions): Host {
  const { cuelight, log, address = '127.0.0.1', port = 7400, tls } = options;
  const { isReady = async () => true, keepAliveMs = 15_000, trustedProxies, counters = createCounters() } = options;
  const { supportBundle = () => bundleOfProcess(options.adminKey, counters) } = options;
  const { nowMs = systemClock.nowMs, secrets = unknownSecrets, robotPort = 2_323 } = options;
  const { system = () => readSystem({ cuelight, counters, publicUrl: options.publicUrl }) } = options;
  const isTrusted = trustedProxies === undefined ? () => true : trustedPeers(trustedProxies);
  const server = hapiServer({
    address,
    port,
    ...(tls !== undefined && { tls: { ...tls } }),
    // Its own error output would show requests; events must not wait in a compressor.
    debug: false,
    compression: false,
    routes: {
      cache: { otherwise: 'no-store' },
      state: { parse: false },
      security: securityHeaders,
      response: { ranges: false },
    },
  });
  const openApi = openApiDocument(allRoutes, ownVersion());
  const { authenticate, isOwnOrigin, signIn } = createEntrance({
    ...options,
    ...{ nowMs, hasTls: tls !== undefined, trustedProxies: trustedProxies ?? [] },
  });
  let stopping: Promise<void> | undefined;

  server.ext('onRequest', (request, h) => {
    request.app.traceId = randomBytes(16).toString('hex');
    if (!isTrusted(request.info.remoteAddress)) return refuse(notTrusted, request, h).takeover();
    if (stopping === undefined) return h.continue;
    const refusal = { code: 'not-ready', detail: 'The service is ending.', retryAfterMs: 5_000 } as const;
    return refuse(refusal, request, h).takeover();
  });
  answerFaults(server, log);
  tellOrigins(server);
  logRequests(server, log);
  runAfterAnswers(server, log);
  countRequests(server, counters);
  const context = {
    cuelight,
    isReady,
    openApi: () => openApi,
    metrics: () => counters.exposition(cuelight.followed()),
    supportBundle,
    system,
    secrets,
    deliveryBudget: createByteBudget(deliveryBytes),
    signIn,
    robotPort,
  };
  const { references } = cuelight;
  const mounting = {
    authenticate,
    isOwnOrigin,
    references,
    context,
    keepAliveMs,
    log,
    isFromHere: isFromHere(options),
  };
  for (const route of allRoutes) mountRoute(server, route, mounting);
  mountConsole(server, consoleFiles());
  answerPreflights(server, allRoutes, cuelight.webOrigins, mountUnknown(server, authenticate));

  return {
    server,
    async start() {
      await server.start();
      return `${server.info.protocol}://${address.includes(':') ? `[${address}]` : address}:${server.info.port}`;
    },
    stop() {
      stopping ??= stop();
      return stopping;
    },
  };

  async function stop(): Promise<void> {
    const stopped = server.stop({ timeout: stopWithinMs });
    cuelight.close();
    await stopped;
  }
}

/** What a host knows of which nobody said what else there is. */
function bundleOfProcess(adminKey: Secret, counters: Counters): Promise<string> {
  return makeSupportBundle({
    madeBy: 'service',
    parts: { program: programPart, failures: failuresPart(counters) },
    knownSecrets: async () => ({ values: [adminKey.reveal()], notKnown: [] }),
  });
}

const notTrusted = {
  code: 'peer-not-trusted',
  detail: 'The request comes from an address that is no proxy of the service.',
} as const;

const securityHeaders = { noSniff: true, xframe: 'deny', xss: 'disabled', hsts: false, noOpen: false } as const;
