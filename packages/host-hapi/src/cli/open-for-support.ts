import { createSqlPersistence } from '@cuelight/adapters/persistence/sql';
import { fail, succeed } from '@cuelight/core';
import { compose } from '../composition/compose.js';
import { openSecretBackends } from '../secret-backends/open-secret-backends.js';
import { asGiven } from '../settings/as-given.js';
import { readSettings } from '../settings/read-settings.js';
import { openDatabase } from '../storage/open-database.js';
import { masterKeysFrom } from '../storage/open-storage.js';
import type { StartFailure } from '../storage/start-failure.js';
import { freshDiagnoses } from '../support/fresh-diagnoses.js';
import type { PartFailure } from '../support/part.js';
import type { SupportFrom } from '../support/support-bundle.js';
import type { Terminal } from './command.js';

/** What a command has to make a support bundle from, and how to close it. */
export interface OpenedForSupport {
  readonly from: SupportFrom;
  close(): Promise<void>;
}

/** Opens as much as can be opened of what the environment names, beside a service that may run on it. Never fails. */
export async function openForSupport({ environment }: Pick<Terminal, 'environment'>): Promise<OpenedForSupport> {
  const about = { madeBy: 'command-line', asGiven: asGiven(environment) } as const;
  const read = readSettings(environment);
  if (!read.ok) return withNothing({ ...about, faults: read.failure }, settingsUnusable);
  const { settings } = read.value;
  const database = await openDatabase(settings, 'expect');
  if (!database.ok) return withNothing({ ...about, settings }, partFailureOf(database.failure));
  const persistence = createSqlPersistence(database.value.knex);
  const backends = await openSecretBackends(settings, persistence, masterKeysFrom(settings));
  if (!backends.ok) {
    const failure = fail(partFailureOf(backends.failure));
    const from = { ...about, settings, persistence: succeed(persistence), secretBackends: failure, audit: failure };
    return { from, close: () => database.value.close() };
  }
  const composed = compose({
    ...{ ...settings, persistence, secretBackends: backends.value, notices: { notice() {} } },
    hearsDeliveries: false,
  });
  return {
    from: {
      ...{ ...about, settings, persistence: succeed(persistence), secretBackends: succeed(backends.value) },
      audit: succeed(composed.cuelight.audit),
      diagnoses: () => freshDiagnoses(composed.cuelight),
    },
    async close() {
      await composed.dispose();
      await backends.value.close();
      await database.value.close();
    },
  };
}

const settingsUnusable: PartFailure = {
  code: 'settings-unusable',
  detail: 'The settings cannot be used: the part settings says why.',
};

type About = Pick<SupportFrom, 'madeBy' | 'asGiven' | 'settings' | 'faults'>;

function withNothing(about: About, why: PartFailure): OpenedForSupport {
  const failure = fail(why);
  return { from: { ...about, persistence: failure, secretBackends: failure, audit: failure }, close: async () => {} };
}

function partFailureOf({ code = 'cannot-open', detail }: StartFailure): PartFailure {
  return { code, detail };
}
