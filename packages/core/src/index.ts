export type { ApiKey, App, AppChange, Caller, Scope, TokenRights } from './app/app.js';
export { mostTokenProcesses } from './app/token-text.js';
export { type Actor, actorOf } from './audit/actor.js';
export { type AuditAction, auditActions } from './audit/audit-action.js';
export type { AuditAnchor } from './audit/audit-chain.js';
export type { AuditEntry, AuditRecord, AuditSubject } from './audit/audit-entry.js';
export type { RecordChange } from './audit/record-change.js';
export {
  type Connection,
  type ConnectionStatus,
  type ConnectionTarget,
  type HeldWebhook,
  heldWebhookOf,
  type SecretRotation,
  type Subscription,
} from './connection/connection.js';
export {
  type ConnectionMove,
  type ConnectionSignal,
  type ConnectionState,
  connectionMoves,
  connectionSignals,
  connectionStateMeanings,
  connectionStates,
  stepConnection,
} from './connection/connection-lifecycle.js';
export {
  type IdentityUrl,
  identityUrlRefusals,
  namesTenant,
  parseIdentityUrl,
  usualIdentityUrls,
} from './connection/identity-url.js';
export {
  isLoopbackHost,
  type OrchestratorUrl,
  type OrchestratorUrlRefusal,
  orchestratorUrlRefusals,
  originOf,
  parseOrchestratorUrl,
} from './connection/orchestrator-url.js';
export {
  type ClientCredential,
  type Credential,
  type GivenCredential,
  type PasswordCredential,
  type PersonalAccessToken,
  secretOf,
} from './credential/credential.js';
export { credentialFromText, credentialToText } from './credential/credential-text.js';
export { Secret } from './credential/secret.js';
export {
  credentialVariablePrefix,
  environmentRef,
  isCredentialVariable,
  type SecretFromEnvironment,
} from './credential/secret-from-environment.js';
export { isSameRef, type SecretBinding, type SecretRef, secretFields } from './credential/secret-ref.js';
export { type Cuelight, type CuelightOptions, type CuelightPorts, createCuelight, type UseCases } from './cuelight.js';
export { type BrowserPart, joinBrowserPart } from './diagnosis/browser-part.js';
export type { CauseDoc, Person } from './diagnosis/causes/cause-doc.js';
export { type Cause, type CauseId, causes } from './diagnosis/causes/causes.js';
export { checksFor, everyCheck } from './diagnosis/checks-for.js';
export { type FoundCheck, foundCheck, type OnFinding } from './diagnosis/diagnose.js';
export type { Check, Diagnosis, Verdict } from './diagnosis/diagnosis.js';
export type { Checked } from './diagnosis/last-diagnoses.js';
export { guideQuestions } from './diagnosis/questions/guide-questions.js';
export { type Question, questionGroups, type Symptom, symptoms } from './diagnosis/questions/question.js';
export { type CheckId, questions } from './diagnosis/questions/questions.js';
export type { Failure, OrchestratorReply, ServiceProblem } from './failure/failure.js';
export type { FailureDoc } from './failure/failure-doc.js';
export { type FailureCode, failures } from './failure/failures.js';
export { canonicalJson } from './json/canonical-json.js';
export { isJsonObject } from './json/is-json-object.js';
export type { Json, JsonObject } from './json/json.js';
export type { EndReading, FlaggedReading } from './lifecycle/flagged-reading.js';
export {
  type Followed,
  type FollowedJob,
  follow,
  followJob,
  type Outcome,
  snapshotOf,
  tellEndUnread,
} from './lifecycle/followed-job.js';
export { type Impossible, impossibilityOf } from './lifecycle/impossible.js';
export { type Job, type JobFlag, jobFlags } from './lifecycle/job.js';
export { type FinalJobState, isFinal, type JobState, jobStates, parseJobState } from './lifecycle/job-state.js';
export { type JobEvent, type LifecycleEvent, type LostReason, lostReasons } from './lifecycle/lifecycle-event.js';
export { jobOf, join, type MergedJob, merge } from './lifecycle/merge.js';
export {
  type Fault,
  longestFaultText,
  type Observation,
  type ObservationSource,
  observationSources,
} from './lifecycle/observation.js';
export { comparePrecedence } from './lifecycle/precedence.js';
export { type Step, step } from './lifecycle/step.js';
export { type Evidence, type Transition, transitions } from './lifecycle/transitions.js';
export { walk } from './lifecycle/walk.js';
export type { ApiKeyRepository, AppRepository } from './ports/app-repository.js';
export type { AuditEnd, AuditLog, AuditRequest } from './ports/audit-log.js';
export type { CertificateAuthorities } from './ports/certificate-authorities.js';
export type { Cancel, Clock } from './ports/clock.js';
export type { ConnectionRepository } from './ports/connection-repository.js';
export { everyPage } from './ports/every-page.js';
export type { HeardHost, Host, Hosts } from './ports/hosts.js';
export type { KeyedHash, SigningMistake } from './ports/keyed-hash.js';
export type { ListRequest } from './ports/list-request.js';
export type { MasterKeys, MasterKeyUse, Sealing } from './ports/master-keys.js';
export type { Notice, Notices } from './ports/notices.js';
export type { CancelSignal, OrchestratorAccess, OrchestratorSessions, SignedIn } from './ports/orchestrator.js';
export type {
  OrchestratorDirectory,
  Page,
  PageRequest,
  ProcessesAcross,
  ProcessRelease,
} from './ports/orchestrator-directory.js';
export type {
  Capacity,
  CurrentUser,
  Licence,
  OrchestratorInspection,
  Reach,
  Runtimes,
  StartValidation,
  Untold,
} from './ports/orchestrator-inspection.js';
export {
  type JobList,
  type JobReading,
  mostJobsFound,
  type OrchestratorJobs,
  type StartRequest,
} from './ports/orchestrator-jobs.js';
export type {
  Answerer,
  CertificateFault,
  CertificateFaultReason,
  Handshake,
  LookOptions,
  OrchestratorProbe,
  PresentedCertificate,
  SeenCertificate,
  SeenReply,
  Sighting,
  Stop,
  StopReason,
} from './ports/orchestrator-probe.js';
export type { OrchestratorWebhooks, Webhook, WebhookRequest } from './ports/orchestrator-webhooks.js';
export type { ProcessReferenceRepository } from './ports/process-reference-repository.js';
export type { ProcessRunner, Run, RunEvent, RunOptions, StartRunOptions } from './ports/process-runner.js';
export type { Randomness } from './ports/randomness.js';
export type { SecretReader, SecretStore } from './ports/secret-store.js';
export { type ServiceSecretName, type ServiceSecrets, serviceSecretNames } from './ports/service-secrets.js';
export type { ArgumentType, Folder, FolderKind, Process, ProcessArgument } from './process/process.js';
export type { FolderIdentity, ProcessReference, RunOn } from './process/process-reference.js';
export { type Failed, fail, type Result, type Succeeded, succeed } from './result.js';
export { mostFailuresTold, type SecretsReport } from './secrets/each-holding.js';
export { heldByConnections } from './secrets/held-by-connections.js';
export type { HeldSecret, Holding, SecretHolder } from './secrets/holding.js';
export { deadAfterMs, liveHosts } from './secrets/live-hosts.js';
export {
  countedInstant,
  type Instant,
  isSameSecond,
  latestInstant,
  parseHttpDate,
  parseInstant,
} from './time/instant.js';
export { sleep } from './time/sleep.js';
export { within } from './time/within.js';
export type { Exported, ExportedConnection } from './transfer/exported.js';
export type { AdministerApps, NewKey } from './use-cases/administer-apps.js';
export type { AdministerReferences } from './use-cases/administer-references.js';
export { type AppTokens, longestTokenS, type NewToken, type TokenInput } from './use-cases/app-tokens.js';
export type { BindInput } from './use-cases/bind-process.js';
export type { Browse } from './use-cases/browse.js';
export type { ChangeTarget, ChangeTargetInput } from './use-cases/change-target.js';
export { type CheckSecrets, type CheckSecretsPorts, createCheckSecrets } from './use-cases/check-secrets.js';
export type { Connect, Connected, ConnectInput } from './use-cases/connect.js';
export type { CheckAddress } from './use-cases/diagnosing/check-address.js';
export type { CheckConnection, CheckInput } from './use-cases/diagnosing/check-connection.js';
export type { CheckConnections } from './use-cases/diagnosing/check-connections.js';
export type { ReadDiagnoses } from './use-cases/diagnosing/read-diagnoses.js';
export type { PresentedChain, SeeCertificates } from './use-cases/diagnosing/see-certificates.js';
export type { Disconnect, DisconnectOptions } from './use-cases/disconnect.js';
export { everyFolder } from './use-cases/every-folder.js';
export { type EveryProcessOptions, everyProcess, type ListedProcess } from './use-cases/every-process.js';
export type { ExportSetup } from './use-cases/export-setup.js';
export type { AppEvent, AppStreams } from './use-cases/follow-app.js';
export type { FollowJobs, Stopped } from './use-cases/follow-jobs.js';
export type { ImportPlan, ImportSetup, Presence } from './use-cases/import-setup.js';
export type { Upkeep } from './use-cases/keep-subscription.js';
export type { KeepSubscriptions } from './use-cases/keep-subscriptions.js';
export { createMoveSecrets, type MoveSecrets, type MoveSecretsPorts } from './use-cases/move-secrets.js';
export type { OpenHooks } from './use-cases/open-hooks.js';
export type { ProcessesPage, ProcessesPlace } from './use-cases/page-of-every-process.js';
export type { AuditFault, AuditVerdict, ReadAudit } from './use-cases/read-audit.js';
export type { ConnectionView, ReadConnections } from './use-cases/read-connections.js';
export type { Explaining, RefusalReport, RefusedDeliveries } from './use-cases/refused-deliveries.js';
export type { ReplaceCredential } from './use-cases/replace-credential.js';
export {
  createRotateMasterKey,
  type RotateMasterKey,
  type RotateMasterKeyPorts,
  type RotationOptions,
  type RotationReport,
} from './use-cases/rotate-master-key.js';
export type { RotateWebhookSecret } from './use-cases/rotate-webhook-secret.js';
export type { Started, StartInput, StartJob } from './use-cases/start-job.js';
export type { SweepConnections } from './use-cases/sweep-connections.js';
export type { Delivery, TakeDeliveries } from './use-cases/take-deliveries.js';
export type { WebOrigins } from './use-cases/web-origins.js';
export { createEventStream, type EventStream } from './watching/event-stream.js';
export type { JobListener, LearntBy, WatchSubject } from './watching/job-watch.js';
export type { WatchedJobs } from './watching/read-desk.js';
export type { ReadReason } from './watching/read-reason.js';
export { createTracker, type Tracker, type TrackerLimits, type TrackerPorts } from './watching/tracker.js';
export { type DeliveryMistake, deliveryMistakes } from './webhook/delivery-mistakes.js';
export { type BlackoutListener, createHookRegistry, type HookRegistry } from './webhook/hook-registry.js';
export { hookUrl } from './webhook/hook-url.js';
export { readSignature } from './webhook/read-signature.js';
export type { MistakeCount, RefusalCounts } from './webhook/refusal-book.js';
export { readWebhookEvent, type WebhookEvent } from './webhook/webhook-event.js';
