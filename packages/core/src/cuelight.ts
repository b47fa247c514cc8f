import type { Actor } from './audit/actor.js';
import { createAuditTrail } from './audit/audit-trail.js';
import { createChores } from './audit/chores.js';
import { createRecordChange, type RecordChange } from './audit/record-change.js';
import { recordChanges } from './audit/record-changes.js';
import { recordKeeping, recordRemoving } from './audit/record-upkeep.js';
import { createConnectionHealth } from './connection/connection-health.js';
import { createConnectionLanes } from './connection/connection-lanes.js';
import { reportingPorts } from './connection/reporting-ports.js';
import { createLastDiagnoses } from './diagnosis/last-diagnoses.js';
import type { ApiKeyRepository, AppRepository } from './ports/app-repository.js';
import type { AuditLog } from './ports/audit-log.js';
import type { CertificateAuthorities } from './ports/certificate-authorities.js';
import type { Clock } from './ports/clock.js';
import type { ConnectionRepository } from './ports/connection-repository.js';
import type { Hosts } from './ports/hosts.js';
import type { KeyedHash } from './ports/keyed-hash.js';
import type { Notices } from './ports/notices.js';
import type { OrchestratorSessions } from './ports/orchestrator.js';
import type { OrchestratorDirectory } from './ports/orchestrator-directory.js';
import type { OrchestratorInspection } from './ports/orchestrator-inspection.js';
import type { OrchestratorJobs } from './ports/orchestrator-jobs.js';
import type { OrchestratorProbe } from './ports/orchestrator-probe.js';
import type { OrchestratorWebhooks } from './ports/orchestrator-webhooks.js';
import type { ProcessReferenceRepository } from './ports/process-reference-repository.js';
import type { Randomness } from './ports/randomness.js';
import type { SecretStore } from './ports/secret-store.js';
import type { ServiceSecrets } from './ports/service-secrets.js';
import { type AdministerApps, createAdministerApps } from './use-cases/administer-apps.js';
import { type AdministerReferences, createAdministerReferences } from './use-cases/administer-references.js';
import { type AppTokens, createAppTokens } from './use-cases/app-tokens.js';
import { type Browse, createBrowse } from './use-cases/browse.js';
import { type ChangeTarget, createChangeTarget } from './use-cases/change-target.js';
import { type Connect, createConnect } from './use-cases/connect.js';
import { type CheckAddress, createCheckAddress } from './use-cases/diagnosing/check-address.js';
import { type CheckConnection, createCheckConnection } from './use-cases/diagnosing/check-connection.js';
import { type CheckConnections, createCheckConnections } from './use-cases/diagnosing/check-connections.js';
import { createCheckTarget } from './use-cases/diagnosing/check-target.js';
import { explainFailedStarts } from './use-cases/diagnosing/explain-failed-starts.js';
import { createReadDiagnoses, type ReadDiagnoses } from './use-cases/diagnosing/read-diagnoses.js';
import { createSeeCertificates, type SeeCertificates } from './use-cases/diagnosing/see-certificates.js';
import { createDisconnect, type Disconnect } from './use-cases/disconnect.js';
import { createExportSetup, type ExportSetup } from './use-cases/export-setup.js';
import { type AppStreams, createAppStreams } from './use-cases/follow-app.js';
import { createFollowJobs, type FollowJobs } from './use-cases/follow-jobs.js';
import { createImportSetup, type ImportSetup } from './use-cases/import-setup.js';
import { createIsAbandoned } from './use-cases/is-abandoned.js';
import { createKeepSubscription } from './use-cases/keep-subscription.js';
import { createKeepSubscriptions, type KeepSubscriptions } from './use-cases/keep-subscriptions.js';
import { createMakeConnection } from './use-cases/make-connection.js';
import { createMoveSubscription } from './use-cases/move-subscription.js';
import { createOpenHooks, type OpenHooks } from './use-cases/open-hooks.js';
import { createReadAudit, type ReadAudit } from './use-cases/read-audit.js';
import { createReadConnections, type ReadConnections } from './use-cases/read-connections.js';
import { createRefusedDeliveries, type RefusedDeliveries } from './use-cases/refused-deliveries.js';
import { createRemoveConnection } from './use-cases/remove-connection.js';
import { createReplaceCredential, type ReplaceCredential } from './use-cases/replace-credential.js';
import { createRotateWebhookSecret, type RotateWebhookSecret } from './use-cases/rotate-webhook-secret.js';
import { createStartJob, type StartJob } from './use-cases/start-job.js';
import { createSubscribe } from './use-cases/subscribe.js';
import { createSwapAccess } from './use-cases/swap-access.js';
import { createSweepConnections, type SweepConnections } from './use-cases/sweep-connections.js';
import { createTakeDeliveries, type TakeDeliveries } from './use-cases/take-deliveries.js';
import { createWatchedJobs } from './use-cases/watched-jobs.js';
import { createWebOrigins, type WebOrigins } from './use-cases/web-origins.js';
import { createOpenStreams } from './watching/open-streams.js';
import { createTracker, type TrackerLimits } from './watching/tracker.js';
import { createExplainingBudget } from './webhook/explaining-budget.js';
import { createHookRegistry } from './webhook/hook-registry.js';
import { createRefusalBook } from './webhook/refusal-book.js';

/** Everything Cuelight needs from outside: one adapter for each port. */
export interface CuelightPorts {
  readonly connections: ConnectionRepository;
  readonly apps: AppRepository;
  readonly apiKeys: ApiKeyRepository;
  readonly processReferences: ProcessReferenceRepository;
  readonly auditLog: AuditLog;
  readonly secrets: SecretStore;
  readonly serviceSecrets: ServiceSecrets;
  readonly sessions: OrchestratorSessions;
  readonly directory: OrchestratorDirectory;
  readonly jobs: OrchestratorJobs;
  readonly webhooks: OrchestratorWebhooks;
  readonly probe: OrchestratorProbe;
  readonly inspection: OrchestratorInspection;
  readonly certificateAuthorities: CertificateAuthorities;
  /** Who else works on the database; absent when nobody does. */
  readonly hosts?: Pick<Hosts, 'list'>;
  readonly keyedHash: KeyedHash;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly notices: Notices;
}

/** How Cuelight is set up. */
export interface CuelightOptions extends TrackerLimits {
  /** Where Orchestrator reaches us, without `/hooks`; absent, jobs are followed by reading. */
  readonly publicUrl?: string;
  /** Whether deliveries come to this process; default true. Else checks tell what the one that takes them has noted. */
  readonly hearsDeliveries?: boolean;
}

/**
 * All that Cuelight does, for a host to offer. Every change is recorded in the audit log, as one of the service itself
 * unless {@link Cuelight.as} says whose it is.
 */
export interface Cuelight extends UseCases {
  /** The same Cuelight, acting for somebody. */
  as(actor: Actor): Cuelight;
  /** Makes a change that is no use case of these, and records it as they are. */
  readonly record: RecordChange;
}

/** What Cuelight does, whoever asks for it. A change may fail with `audit-log-damaged` or as the log's storage does. */
export interface UseCases {
  readonly connect: Connect;
  readonly connections: ReadConnections;
  readonly replaceCredential: ReplaceCredential;
  readonly changeTarget: ChangeTarget;
  readonly disconnect: Disconnect;
  readonly checkAddress: CheckAddress;
  readonly seeCertificates: SeeCertificates;
  readonly check: CheckConnection;
  readonly diagnoses: ReadDiagnoses;
  /** Call every minute: checks the connections whose turn it is. */
  readonly checkConnections: CheckConnections;
  readonly browse: Browse;
  readonly apps: AdministerApps;
  readonly tokens: Pick<AppTokens, 'make'>;
  readonly webOrigins: WebOrigins;
  readonly references: AdministerReferences;
  readonly startJob: StartJob;
  readonly jobs: FollowJobs;
  readonly appStreams: Pick<AppStreams, 'watch'>;
  readonly deliveries: TakeDeliveries;
  readonly refusedDeliveries: RefusedDeliveries;
  /** Call once at start: takes deliveries for the connections there are. */
  readonly openHooks: OpenHooks;
  /** Call at start and every 10 minutes. */
  readonly sweepConnections: SweepConnections;
  /** Call at start, when deliveries are taken, and every 10 minutes. */
  readonly keepSubscriptions: KeepSubscriptions['all'];
  readonly rotateWebhookSecret: RotateWebhookSecret;
  readonly audit: ReadAudit;
  readonly exportSetup: ExportSetup;
  readonly importSetup: ImportSetup;
  /** How many jobs are followed at this moment. */
  followed(): number;
  /** Ends all streams. */
  close(): void;
}

/** Puts the core together. Nothing runs before a use case is called. */
export function createCuelight(adapters: CuelightPorts, options: CuelightOptions = {}): Cuelight {
  const health = createConnectionHealth(adapters.notices);
  const ports = { ...adapters, ...reportingPorts(adapters, health), health };
  const { publicUrl, hearsDeliveries = true, ...limits } = options;
  const hooks = createHookRegistry(ports.clock, (connectionId, what) => {
    health.signal(connectionId, what);
    if (what === 'events-back') return;
    tracker.hurry(connectionId);
    void subscriptions.check(connectionId);
  });
  const tracker = createTracker({ ...ports, hooks, watchedJobs: createWatchedJobs(ports) }, limits);
  const openStreams = createOpenStreams(ports.clock);
  const tokens = createAppTokens(ports);
  const appStreams = createAppStreams({ ...ports, tracker, openStreams });
  const lanes = createConnectionLanes();
  const isAbandoned = createIsAbandoned(ports);
  const lastDiagnoses = createLastDiagnoses();
  const book = createRefusalBook();
  const budget = createExplainingBudget(ports.clock);
  const memory = {
    forget: (connectionId: string) => {
      for (const each of [health, lastDiagnoses, book, budget]) each.forget(connectionId);
    },
  };
  const removeConnection = createRemoveConnection({ ...ports, hooks, memory, lanes, publicUrl });
  const trail = createAuditTrail(ports);
  const chores = createChores(trail, ports.notices);
  const keepSubscription = createKeepSubscription({ ...ports, hooks, isAbandoned, publicUrl });
  const keepRecorded = recordKeeping({ ...ports, hooks, isAbandoned, publicUrl }, chores);
  const subscriptions = createKeepSubscriptions({ ...ports, lanes, keepSubscription: keepRecorded });
  // A target that is tried is not yet a connection's: how its calls go says nothing of one.
  const checking = { ...adapters, hooks, publicUrl, hearsDeliveries };
  const checkTarget = createCheckTarget(checking);
  const checkConnection = createCheckConnection({ ...checking, health, lastDiagnoses });
  const subscribe = createSubscribe({ ...ports, hooks, publicUrl });
  const moveSubscription = createMoveSubscription({ ...ports, webhooks: adapters.webhooks, hooks, publicUrl });
  const swapAccess = createSwapAccess({ ...ports, lanes, checkTarget, moveSubscription });

  const makeConnection = createMakeConnection({ ...ports, checkTarget, subscribe, removeConnection });

  const useCases: UseCases = {
    connect: createConnect({ ...ports, makeConnection }),
    connections: createReadConnections(ports),
    replaceCredential: createReplaceCredential({ ...ports, swapAccess }),
    changeTarget: createChangeTarget({ ...ports, swapAccess }),
    disconnect: createDisconnect({ ...ports, hooks, tracker, removeConnection }),
    checkAddress: createCheckAddress({ ...ports, ...checking }),
    seeCertificates: createSeeCertificates(ports),
    check: checkConnection,
    diagnoses: createReadDiagnoses({ ...ports, lastDiagnoses }),
    checkConnections: createCheckConnections({ ...ports, checkConnection }),
    browse: createBrowse(ports),
    apps: createAdministerApps({ ...ports, openStreams, tokens }),
    tokens,
    webOrigins: createWebOrigins(ports),
    references: createAdministerReferences({ ...ports, openStreams, appStreams }),
    startJob: explainFailedStarts(createStartJob({ ...ports, appStreams }), { ...ports, checkConnection }),
    jobs: createFollowJobs({ ...ports, tracker, openStreams }),
    appStreams,
    deliveries: createTakeDeliveries({ ...ports, hooks, tracker }),
    refusedDeliveries: createRefusedDeliveries({ ...ports, hooks, book, budget }),
    openHooks: createOpenHooks({ ...ports, hooks }),
    keepSubscriptions: subscriptions.all,
    rotateWebhookSecret: createRotateWebhookSecret({ ...ports, hooks, lanes, keepSubscription, publicUrl }),
    audit: createReadAudit(ports),
    sweepConnections: createSweepConnections({
      ...ports,
      isAbandoned,
      removeConnection: recordRemoving(removeConnection, chores),
    }),
    exportSetup: createExportSetup(ports),
    importSetup: createImportSetup({ ...ports, makeConnection }),
    followed: () => tracker.watches(),
    close() {
      tracker.close();
      appStreams.close();
    },
  };
  const actAs = (actor: Actor): Cuelight => {
    const record = createRecordChange(trail, ports.notices, actor);
    return { ...recordChanges(useCases, record), record, as: actAs };
  };
  return actAs({ kind: 'service' });
}
