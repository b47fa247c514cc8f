import { join } from 'node:path';
import { systemClock } from '@cuelight/adapters/system';
import { fail, isLoopbackHost, type Notices, type Result, type Secret, succeed } from '@cuelight/core';
import { type Composed, compose } from './composition/compose.js';
import { consoleFiles } from './console/console-files.js';
import { createHost, type Host } from './create-host.js';
import { announceHost } from './hosts/announce-host.js';
import { beTheOnlyOne } from './hosts/be-the-only-one.js';
import { describeError } from './logging/describe-error.js';
import type { Log } from './logging/log.js';
import { logNotices } from './logging/log-notices.js';
import { type Counters, createCounters } from './metrics/create-counters.js';
import { tellAll } from './metrics/tell-all.js';
import { createSecretsDesk } from './secrets/secrets-desk.js';
import type { Settings } from './settings/settings.js';
import { dataFolderOf } from './storage/data-folder-of.js';
import { openAdminKey } from './storage/open-admin-key.js';
import { openServiceSecrets } from './storage/open-service-secrets.js';
import { openStorage, type Storage } from './storage/open-storage.js';
import { type StartFailure, startFailureOf } from './storage/start-failure.js';
import { warnOfOpenFiles } from './storage/warn-of-open-files.js';
import { madeOnce } from './support/made-once.js';
import { serviceSupport } from './support/service-support.js';
import { supportBundle } from './support/support-bundle.js';
import { readSystem } from './system/read-system.js';
import { watchTlsFiles } from './watch-tls-files.js';

/** The running service. */
export interface Serving {
  /** Where it is reached. */
  readonly url: string;
  /** Ends streams, finishes what is under way and closes everything. Repeating it is harmless. */
  stop(): Promise<void>;
}

/** How often it is looked which connections are to be checked. */
const checkEveryMs = 60_000;

/** How often what was left half done is finished. */
const sweepEveryMs = 10 * 60 * 1_000;

/** Runs the service: database brought up to date, webhooks taken again, listening. Answers when it is ready. */
export async function serve(settings: Settings, log: Log): Promise<Result<Serving, StartFailure>> {
  const counters = createCounters();
  const notices = tellAll(logNotices(log), counters);
  const storage = await openStorage(settings, 'migrate', notices);
  if (!storage.ok) return storage;
  const { migrated } = storage.value;
  log.info(
    { ...(settings.database.kind === 'sqlite' && { file: settings.database.file }), migrated },
    'the database is open',
  );
  const started = await serveFrom(storage.value, settings, log, { counters, notices });
  if (!started.ok) await storage.value.close();
  return started;
}

async function serveFrom(
  storage: Storage,
  settings: Settings,
  log: Log,
  { counters, notices }: { readonly counters: Counters; readonly notices: Notices },
): Promise<Result<Serving, StartFailure>> {
  const adminKey = await adminKeyOf(settings, log);
  if (!adminKey.ok) return adminKey;
  const dataFolder = dataFolderOf(settings.database);
  if (dataFolder !== undefined) {
    await warnOfOpenFiles([join(dataFolder, 'admin-key'), join(dataFolder, 'master-keys')], log);
  }
  const composed = compose({ ...storage, notices, ...settings });
  const secrets = await openServiceSecrets(composed.serviceSecrets, storage.persistence);
  if (!secrets.ok) {
    await composed.dispose();
    return secrets;
  }
  const announced = await announceHost(storage.persistence.hosts, 'service', storage.secretBackends);
  if (!announced.ok) {
    await composed.dispose();
    return fail(startFailureOf(announced.failure));
  }
  if (settings.database.kind === 'mysql') {
    const alone = await beTheOnlyOne(storage.persistence.hosts, announced.value, systemClock, (names) =>
      log.info({ hosts: names }, 'waiting to see whether other hosts still live'),
    );
    if (!alone.ok) {
      await announced.value.leave();
      await composed.dispose();
      return alone;
    }
  }
  const { cuelight } = composed;
  const secretsDesk = createSecretsDesk(storage, (error) =>
    log.error(describeError(error), 'rotating the master key failed'),
  );
  const host = createHost({
    cuelight,
    adminKey: adminKey.value,
    log,
    address: settings.address,
    port: settings.port,
    isReady: () => storage.persistence.isHealthy(),
    counters,
    supportBundle: madeOnce(() =>
      supportBundle(serviceSupport({ storage, settings, composed, adminKey: adminKey.value, counters })),
    ),
    system: () => readSystem({ cuelight, counters, publicUrl: settings.publicUrl, standsOn: { storage, settings } }),
    secrets: secretsDesk,
    hasLocalProxy: hasLocalProxy(settings),
    robotPort: settings.robotPort,
    ...(settings.publicUrl !== undefined && { publicUrl: settings.publicUrl }),
    ...(settings.tls !== undefined
      ? { tls: settings.tls.pair }
      : settings.trustedProxies !== undefined && { trustedProxies: settings.trustedProxies }),
  });
  await takeDeliveriesAgain(composed, log);
  const url = await listen(host, settings);
  if (!url.ok) {
    await announced.value.leave();
    await composed.dispose();
    return url;
  }
  if (consoleFiles().length === 0) log.warn({}, 'there is no console: it was not built, which npm run setup does');
  const stopSweeping = sweepRegularly(composed, log);
  const stopChecking = checkRegularly(composed, log);
  const stopWatching = settings.tls === undefined ? () => {} : watchTlsFiles(settings.tls, host.server.listener, log);
  let stopped: Promise<void> | undefined;

  const stop = async () => {
    stopWatching();
    stopSweeping();
    stopChecking();
    await Promise.all([secretsDesk.stop(), host.stop()]);
    await composed.dispose();
    await announced.value.leave();
    await storage.close();
  };
  return succeed({
    url: url.value,
    stop() {
      stopped ??= stop();
      return stopped;
    },
  });
}

/** Who is reached at a public address and does not end TLS has a proxy before it; of none elsewhere, it is on this machine. */
function hasLocalProxy({ publicUrl, tls, trustedProxies }: Settings): boolean {
  const isPublic = publicUrl !== undefined && !isLoopbackHost(new URL(publicUrl).hostname);
  return isPublic && tls === undefined && trustedProxies === undefined;
}

async function adminKeyOf(settings: Settings, log: Log): Promise<Result<Secret, StartFailure>> {
  if (settings.adminKey !== undefined) return succeed(settings.adminKey);
  const dataFolder = dataFolderOf(settings.database);
  if (dataFolder === undefined) {
    return fail({
      detail: 'No admin key is made for a database that hosts share.',
      remedy: 'Set CUELIGHT_ADMIN_KEY, the same on every host.',
    });
  }
  const file = join(dataFolder, 'admin-key');
  const opened = await openAdminKey(file);
  if (!opened.ok) return opened;
  log.info(
    { file },
    opened.value.isNew ? 'an admin key was made; it is in this file' : 'the admin key is in this file',
  );
  return succeed(opened.value.key);
}

async function takeDeliveriesAgain({ cuelight }: Composed, log: Log): Promise<void> {
  try {
    const opened = await cuelight.openHooks();
    if (!opened.ok) log.warn({ code: opened.failure.code }, 'webhooks cannot be taken: jobs are followed by reading');
    for (const { connectionId, failure } of opened.ok ? opened.value : []) {
      log.warn(
        { connectionId, code: failure.code },
        'webhooks of a connection cannot be taken: its secret is unreadable',
      );
    }
  } catch (error) {
    // A bug that is met here must not keep everything else from being served.
    log.error(describeError(error), 'webhooks cannot be taken: jobs are followed by reading');
  }
}

async function listen(host: Host, { address, port }: Settings): Promise<Result<string, StartFailure>> {
  try {
    return succeed(await host.start());
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    const why = code === 'EADDRINUSE' ? 'it is taken' : code;
    return fail({
      detail: `Port ${port} at ${address} cannot be listened at: ${why}.`,
      remedy: 'End what uses it, or set CUELIGHT_HOST and CUELIGHT_PORT to others.',
    });
  }
}

/** Sweeps and sees to the webhooks, now and every 10 minutes, one at a time; the answer ends it. What a sweep leaves is left to the next start. */
function sweepRegularly({ cuelight }: Composed, log: Log): () => void {
  let sweeping = Promise.resolve();
  const sweep = () => {
    sweeping = sweeping.then(async () => {
      try {
        const swept = await cuelight.sweepConnections();
        if (!swept.ok) log.warn({ code: swept.failure.code }, 'connections cannot be swept');
        else if (swept.value > 0) log.info({ connections: swept.value }, 'connections left half done are gone');
        const kept = await cuelight.keepSubscriptions();
        if (!kept.ok) log.warn({ code: kept.failure.code }, 'webhooks cannot be seen to');
        else log.debug({ webhooks: kept.value }, 'the webhooks were seen to');
      } catch (error) {
        log.error(describeError(error), 'sweeping failed');
      }
    });
  };
  sweep();
  const timer = setInterval(sweep, sweepEveryMs);
  return () => clearInterval(timer);
}

/** Checks the connections whose turn it is, every minute. */
function checkRegularly({ cuelight }: Composed, log: Log): () => void {
  const check = async () => {
    try {
      const checked = await cuelight.checkConnections();
      if (!checked.ok) log.warn({ code: checked.failure.code }, 'connections cannot be checked');
    } catch (error) {
      log.error(describeError(error), 'checking connections failed');
    }
  };
  const timer = setInterval(() => void check(), checkEveryMs);
  return () => clearInterval(timer);
}
