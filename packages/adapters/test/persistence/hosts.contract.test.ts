import { hostsContract } from '@cuelight/test-harness/contracts/hosts';
import { describe, expect, it } from 'vitest';
import { oneMigratedMysql } from './mysql-database.js';
import { openMigrated } from './open-migrated.js';

hostsContract('SQLite', async () => {
  const { persistence, close } = await openMigrated();
  return { subject: persistence.hosts, close };
});

describe('on MySQL', () => {
  const database = oneMigratedMysql();

  hostsContract('MySQL', async () => ({ subject: database().persistence.hosts }));
});

describe('a host that was not heard for a while', () => {
  it('has been silent for that long by the clock of the database', async () => {
    const { persistence, knex, close } = await openMigrated();
    const host = {
      id: 'h1',
      name: 'web-1',
      kind: 'service',
      masterKeyIds: [],
      secretBackends: [],
      startedAtMs: 0,
    } as const;
    await persistence.hosts.beat(host);
    await knex('hosts').decrement('seen_at_ms', 60_000);

    const heard = await persistence.hosts.list();

    expect(heard.ok && heard.value[0]?.silentForMs).toBeGreaterThanOrEqual(60_000);
    expect(heard.ok && heard.value[0]?.silentForMs).toBeLessThan(70_000);
    await close();
  });
});
