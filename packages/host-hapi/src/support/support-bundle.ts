import type { SqlPersistence } from '@cuelight/adapters/persistence/sql';
import { createSecretsByBackend } from '@cuelight/adapters/secrets/by-backend';
import { type Checked, type Cuelight, type Failure, fail, type Result, type Secret } from '@cuelight/core';
import type { SecretBackendsPart } from '../composition/secrets.module.js';
import type { Counters } from '../metrics/create-counters.js';
import { type AsGiven, asGiven } from '../settings/as-given.js';
import type { Settings } from '../settings/settings.js';
import { secretHolders } from '../storage/secret-holders.js';
import { auditPart } from './audit-part.js';
import { connectionsPart, type LiveConnections } from './connections-part.js';
import { databasePart } from './database-part.js';
import { diagnosesPart } from './diagnoses-part.js';
import { failuresPart, noFailuresPart } from './failures-part.js';
import { hostsPart } from './hosts-part.js';
import { knownSecrets } from './known-secrets.js';
import { makeSupportBundle } from './make-support-bundle.js';
import type { Part, PartFailure } from './part.js';
import { programPart } from './program-part.js';
import { readStoredSecrets, type StoredSecrets } from './read-stored-secrets.js';
import { settingsPart } from './settings-part.js';

/** What a process has to make a support bundle from. What it could not open is there as the failure of that. */
export interface SupportFrom {
  readonly madeBy: 'service' | 'command-line';
  /** Absent where they cannot be used. */
  readonly settings?: Settings;
  /** What the environment said; absent, what the settings know of it. */
  readonly asGiven?: AsGiven;
  /** Why the settings cannot be used. */
  readonly faults?: readonly string[];
  readonly persistence: Result<SqlPersistence, PartFailure>;
  readonly secretBackends: Result<SecretBackendsPart, PartFailure>;
  readonly audit: Result<Pick<Cuelight['audit'], 'verify'>, PartFailure>;
  readonly adminKey?: Secret;
  /** What only a running service has. */
  readonly counters?: Pick<Counters, 'recentFailures'>;
  readonly live?: LiveConnections;
  /** The last diagnoses, those that are made for it included. */
  readonly diagnoses?: () => Promise<readonly Checked[]>;
  readonly nowMs?: () => number;
}

/** No secret is asked for after so many milliseconds: before the parts of a bundle are given up. */
const secretsWithinMs = 20_000;

/** Makes a support bundle of what a process has: readable JSON, without a secret. Always answers one. */
export function supportBundle(from: SupportFrom): Promise<string> {
  const { madeBy, settings, faults, persistence, secretBackends, audit, adminKey, nowMs = Date.now } = from;
  const given = from.asGiven ?? settings?.asGiven ?? asGiven({});
  let reading: Promise<Result<StoredSecrets, Failure | PartFailure>> | undefined;
  const stored = () => {
    reading ??= readStored(persistence, secretBackends);
    return reading;
  };
  const { live, counters, diagnoses } = from;

  return makeSupportBundle({
    madeBy,
    nowMs,
    parts: {
      program: programPart,
      settings: settingsPart(given, faults),
      database: over(persistence, (opened) => databasePart(settings?.database.kind ?? 'sqlite', opened)),
      hosts: over(persistence, ({ hosts }) => hostsPart(hosts, nowMs)),
      connections: over(persistence, (opened) =>
        connectionsPart({ persistence: opened, stored, ...(live !== undefined && { live }) }),
      ),
      audit: over(audit, auditPart),
      failures: counters === undefined ? noFailuresPart : failuresPart(counters),
      diagnoses: diagnosesPart(diagnoses),
    },
    knownSecrets: () =>
      knownSecrets({
        fromEnvironment: given.secrets,
        settings,
        others: adminKey === undefined ? [] : [adminKey],
        stored,
      }),
  });
}

/** A part over something; its failure where that could not be opened. */
function over<T>(opened: Result<T, PartFailure>, part: (opened: T) => Part): Part {
  return opened.ok ? part(opened.value) : async () => opened;
}

async function readStored(
  persistence: SupportFrom['persistence'],
  secretBackends: SupportFrom['secretBackends'],
): Promise<Result<StoredSecrets, Failure | PartFailure>> {
  if (!persistence.ok) return fail(persistence.failure);
  if (!secretBackends.ok) return fail(secretBackends.failure);
  const holders = secretHolders({ persistence: persistence.value });
  const secrets = createSecretsByBackend(secretBackends.value);
  return readStoredSecrets({ holders, secrets, withinMs: secretsWithinMs });
}
