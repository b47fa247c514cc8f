import {
  type ConnectionTarget,
  type Cuelight,
  type Exported,
  type Failure,
  failures,
  type GivenCredential,
  type ImportPlan,
  type Result,
  succeed,
} from '@cuelight/core';

/** What is told of an import while it goes on. */
export interface ImportTeller {
  /** What became of one app or connection. */
  print(line: string): void;
  /** What goes on, and what to do. */
  tell(line: string): void;
}

/** How many apps and connections, with their processes, ended how. */
export interface ImportCounts {
  made: number;
  there: number;
  notMade: number;
}

/**
 * Sets up what was exported: apps, then each connection with its process references, all of it or nothing. What is there
 * stays as it is, and what cannot be made does not keep the others from it.
 *
 * @param credentials by the id of their connection
 */
export async function importAll(
  { importSetup }: Pick<Cuelight, 'importSetup'>,
  exported: Exported,
  credentials: ReadonlyMap<string, GivenCredential>,
  teller: ImportTeller,
  { isDryRun }: { readonly isDryRun: boolean },
): Promise<Result<ImportCounts, Failure>> {
  const plan = await importSetup.compare(exported);
  if (!plan.ok) return plan;
  const counts: ImportCounts = { made: 0, there: 0, notMade: 0 };
  const missingApps = new Set<string>();

  const notMade = (what: string, why: string) => {
    counts.notMade += 1;
    teller.print(`${what}: not made: ${why}`);
  };
  const there = (what: string) => {
    counts.there += 1;
    teller.print(`${what}: was there`);
  };
  const make = async (what: string, run: () => Promise<Result<unknown, Failure>>): Promise<boolean> => {
    const made = isDryRun ? succeed(undefined) : await run();
    if (!made.ok) {
      notMade(what, textOf(made.failure));
      return false;
    }
    counts.made += 1;
    teller.print(`${what}: ${isDryRun ? 'would be made' : 'made'}`);
    return true;
  };

  for (const { app, presence } of plan.value.apps) {
    const what = `app ${app.id}`;
    if (presence === 'there') there(what);
    else if (presence === 'conflict') {
      notMade(what, 'another app has this id, with another name or other origins; it stays as it is.');
      missingApps.add(app.id);
    } else if (!(await make(what, () => importSetup.app(app)))) missingApps.add(app.id);
  }
  for (const [index, planned] of plan.value.connections.entries()) {
    const { connection, presence, references } = planned;
    const absent = references.filter((each) => each.presence === 'absent').map(({ reference }) => reference);
    const what = `connection ${connection.id} with ${references.length} processes`;
    const obstacle = obstacleOf(planned, missingApps, credentials);
    const credential = credentials.get(connection.id);
    if (obstacle !== undefined) notMade(what, obstacle);
    else if (presence === 'there' && absent.length === 0) there(what);
    else if (presence === 'there') await make(what, () => importSetup.references(connection.id, absent));
    else if (credential !== undefined) {
      const { length } = plan.value.connections;
      if (!isDryRun)
        teller.tell(`Connection ${index + 1} of ${length}: checking ${connection.target.orchestratorUrl} ...`);
      await make(what, () => importSetup.connection(connection, credential, absent));
    }
  }
  return succeed(counts);
}

type ConnectionPlan = ImportPlan['connections'][number];

/** Why a connection and its references cannot be made, known before anything is. */
function obstacleOf(
  { connection, presence, present, references }: ConnectionPlan,
  missingApps: ReadonlySet<string>,
  credentials: ReadonlyMap<string, GivenCredential>,
): string | undefined {
  if (presence === 'conflict') {
    if (present !== undefined && present.status !== 'verified') {
      return `a connection with this id is ${present.status}. Repeat the import when it is ${present.status === 'retired' ? 'gone' : 'made'}.`;
    }
    const here =
      present === undefined ? '' : `: here ${placeOf(present.target)}, in the file ${placeOf(connection.target)}`;
    return `another connection has this id${here}. It stays as it is.`;
  }
  const taken = references.find((each) => each.presence === 'conflict');
  if (taken !== undefined) return `another process reference has the id ${taken.reference.id}; it stays as it is.`;
  const orphan = references.find(({ reference }) => missingApps.has(reference.appId));
  if (orphan !== undefined)
    return `its process ${orphan.reference.id} is of app ${orphan.reference.appId}, which was not made.`;
  if (presence === 'absent' && !credentials.has(connection.id)) {
    return 'its credential is missing. Give the passphrase of the file (--passphrase-file), or the credential (--credentials).';
  }
  return undefined;
}

function placeOf({ orchestratorUrl, tenant, identityUrl, caPem }: ConnectionTarget): string {
  const identity = identityUrl === undefined ? '' : `, identity server ${identityUrl}`;
  const trust = caPem === undefined ? '' : ', authorities of its own';
  return `${orchestratorUrl} (tenant ${tenant}${identity}${trust})`;
}

function textOf({ code, detail, diagnosis }: Failure): string {
  const cause = diagnosis?.checks.find(({ id }) => id === diagnosis.rootCause);
  return cause === undefined ? `${detail} ${failures[code].remedy}` : `${cause.evidence} ${cause.remedy}`;
}
