import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openMysql } from '@cuelight/adapters/persistence/mysql';
import { createSqlPersistence, migrate } from '@cuelight/adapters/persistence/sql';
import { openSqlite } from '@cuelight/adapters/persistence/sqlite';
import { type ConnectionRepository, parseOrchestratorUrl, type Result } from '@cuelight/core';
import { startMysqlServer } from '@cuelight/test-harness/mysql-server';
import { collectGarbage } from '../collect-garbage.js';
import { compare, median, type Row } from '../row.js';
import { valueIn } from '../value-in.js';

/** How many connections a page has, as the console asks for them. */
const pageSize = 50;

/** A page of connections among few and among many, on each database. */
export async function connectionsScale(size: {
  readonly few: number;
  readonly many: number;
  readonly rounds: number;
}): Promise<readonly Row[]> {
  const rows = [await inSqlite(size)];
  const mysql = await inMysql(size);
  if (mysql === undefined) console.error('No MySQL: set CUELIGHT_TEST_MYSQL_URL, or install MariaDB.');
  else rows.push(mysql);
  return rows;
}

type Size = Parameters<typeof connectionsScale>[0];

async function inSqlite(size: Size): Promise<Row> {
  const folder = await mkdtemp(join(tmpdir(), 'cuelight-bench-'));
  try {
    return await measured('SQLite', size, (name) => openSqlite({ file: join(folder, `${name}.db`) }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function inMysql(size: Size): Promise<Row | undefined> {
  const given = process.env.CUELIGHT_TEST_MYSQL_URL ?? '';
  const own = given === '' ? await startMysqlServer() : undefined;
  if (own === undefined && given === '') return undefined;
  const urlOf = (database: string) => Object.assign(new URL(own?.url ?? given), { pathname: `/${database}` }).href;
  const server = valueIn(await openMysql({ url: urlOf('information_schema') }));
  const names = ['few', 'many'].map((name) => `cuelight_bench_${process.pid}_${name}`);
  try {
    for (const name of names) await server.knex.raw(`CREATE DATABASE ${name}`);
    return await measured('MySQL', size, (name) => openMysql({ url: urlOf(`cuelight_bench_${process.pid}_${name}`) }));
  } finally {
    for (const name of names) await server.knex.raw(`DROP DATABASE IF EXISTS ${name}`);
    await server.close();
    await own?.stop();
  }
}

type Open = (name: 'few' | 'many') => ReturnType<typeof openSqlite> | ReturnType<typeof openMysql>;

async function measured(database: string, { few, many, rounds }: Size, open: Open): Promise<Row> {
  const small = await filled(valueIn(await open('few')), few);
  const large = await filled(valueIn(await open('many')), many);
  const times = { few: [] as number[], many: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    // Everywhere in the list, one beside the other, so that a busy moment of the machine counts for both.
    const part = round / rounds;
    times.few.push(await timeOfPage(small.connections, idOf(Math.floor(part * (few - 2 * pageSize)))));
    times.many.push(await timeOfPage(large.connections, idOf(Math.floor(part * (many - 2 * pageSize)))));
  }
  await small.close();
  await large.close();
  return compare(
    {
      name: 'connections-scale',
      metric: `a page of ${pageSize} of ${many} connections, ${database}`,
      ours: median(times.many),
      peer: median(times.few),
      peerName: `the same of ${few}`,
      unit: 'µs',
    },
    { atMost: 1.5 },
  );
}

async function filled({ knex, close }: Opened, count: number) {
  valueIn(await migrate(knex));
  const { connections } = createSqlPersistence(knex);
  const orchestratorUrl = parseOrchestratorUrl('https://orchestrator.example');
  if (!orchestratorUrl.ok) throw new Error('no URL');
  valueIn(
    await connections.insert({
      id: idOf(0),
      name: 'Finance Orchestrator',
      target: { orchestratorUrl: orchestratorUrl.value, tenant: 'Default' },
      status: 'verified',
      credential: { backend: 'local', name: 'connection/credential', version: '1' },
      subscription: { kind: 'polling', why: 'no-public-url' },
      createdAtMs: 1_795_424_400_000,
      revision: 1,
    }),
  );
  const row = await knex('connections').first();
  const others = Array.from({ length: count - 1 }, (_, index) => ({
    ...row,
    id: idOf(index + 1),
    // A hundredth is being removed.
    status: index % 100 === 0 ? 'retired' : 'verified',
  }));
  // Small batches, since SQLite takes so many values in one statement and no more.
  await knex.batchInsert('connections', others, 200);
  collectGarbage();
  for (let warmUp = 0; warmUp < 50; warmUp += 1) await timeOfPage(connections, idOf(warmUp));
  return { connections, close };
}

async function timeOfPage(connections: ConnectionRepository, afterId: string): Promise<number> {
  const fromMs = performance.now();
  const page = valueIn(await connections.list({ limit: pageSize, afterId }, ['verified', 'retired']));
  const tookMs = performance.now() - fromMs;
  if (page.length !== pageSize) throw new Error(`a page of ${page.length}`);
  return tookMs * 1_000;
}

type Opened = Awaited<ReturnType<Open>> extends Result<infer T, unknown> ? T : never;

/** As `uuidV7` makes them, in order. */
function idOf(number: number): string {
  return `01936e2a-0000-7000-8000-${String(number).padStart(12, '0')}`;
}
