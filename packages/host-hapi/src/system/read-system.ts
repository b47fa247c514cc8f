import { type ConnectionState, type Cuelight, failures as coreFailures, succeed } from '@cuelight/core';
import type { Counters } from '../metrics/create-counters.js';
import { ownVersion } from '../own-version.js';
import { hostProblems } from '../problems/host-problems.js';
import { asGiven } from '../settings/as-given.js';
import type { Settings } from '../settings/settings.js';
import type { System } from '../shapes/system-shape.js';
import { showTime } from '../shapes/text.js';
import type { Storage } from '../storage/open-storage.js';
import { connectionStatesNow } from '../support/connection-states.js';
import { databasePart } from '../support/database-part.js';
import { failuresPart } from '../support/failures-part.js';
import { hostsPart } from '../support/hosts-part.js';
import { type Part, partOrFailure } from '../support/part.js';
import { secretsPart } from '../support/secrets-part.js';

/** What tells how a service stands. */
export interface SystemFrom {
  readonly cuelight: Cuelight;
  readonly counters: Pick<Counters, 'recentFailures'>;
  readonly publicUrl?: string | undefined;
  /** What it stands on; absent, nothing is told of it. */
  readonly standsOn?: {
    readonly storage: Pick<Storage, 'persistence' | 'secretBackends'>;
    readonly settings: Settings;
  };
}

/** How long a part may take, in milliseconds: somebody waits for the screen. */
const partWithinMs = 10_000;

/** Reads how a service stands: each part by itself, so that one that does not answer hides no other. */
export async function readSystem({ cuelight, counters, publicUrl, standsOn }: SystemFrom): Promise<System> {
  const [parts, connections, failures] = await Promise.all([
    standsOn && partsOf(standsOn),
    partOrFailure(connectionsByState(cuelight), partWithinMs),
    partOrFailure(failuresPart(counters), partWithinMs),
  ]);
  return {
    version: ownVersion(),
    node: process.versions.node,
    startedAt: showTime(Date.now() - process.uptime() * 1_000),
    ...(publicUrl !== undefined && { publicUrl }),
    events: 'memory',
    ...parts,
    connections,
    jobs: { followed: cuelight.followed() },
    failures:
      'failure' in failures
        ? failures
        : { ...failures, failures: failures.failures.map((each) => ({ ...each, meaning: meaningOf(each.code) })) },
  };
}

function meaningOf(code: string): string {
  const doc = Object.entries({ ...coreFailures, ...hostProblems }).find(([known]) => known === code)?.[1];
  return doc?.meaning ?? code;
}

async function partsOf({ storage, settings }: NonNullable<SystemFrom['standsOn']>) {
  const { persistence } = storage;
  const [database, secrets, hosts] = await Promise.all([
    partOrFailure(databasePart(settings.database.kind, persistence), partWithinMs),
    partOrFailure(secretsPart(storage), partWithinMs),
    partOrFailure(hostsPart(persistence.hosts, Date.now), partWithinMs),
  ]);
  return {
    egress: egressOf(settings),
    database:
      'failure' in database ? database : { kind: database.kind, schema: database.schema.version, rows: database.rows },
    secrets,
    hosts: 'failure' in hosts ? hosts : { alive: hosts.alive.map(({ name, kind, ageS }) => ({ name, kind, ageS })) },
  };
}

/** As it was given, since the rules that it was read into are not for people. */
function egressOf({ asGiven: given = asGiven({}) }: Settings): NonNullable<System['egress']> {
  const setting = given.settings.find(({ name }) => name === 'CUELIGHT_EGRESS_ALLOW');
  const allow = (setting?.value ?? '').split(',').map((entry) => entry.trim());
  const isDefault = setting?.from !== 'given';
  return { isDefault, allow: isDefault ? [setting?.value ?? ''] : allow.filter((entry) => entry !== '') };
}

function connectionsByState(
  cuelight: Cuelight,
): Part<{ readonly byState: { readonly state: ConnectionState; readonly count: number }[] }> {
  return async () => {
    const states = await connectionStatesNow(cuelight);
    if (!states.ok) return states;
    const counts = new Map<ConnectionState, number>();
    for (const state of states.value.values()) counts.set(state, (counts.get(state) ?? 0) + 1);
    return succeed({ byState: [...counts].map(([state, count]) => ({ state, count })) });
  };
}
