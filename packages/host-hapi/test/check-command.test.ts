import { startFakeOrchestrator } from '@cuelight/test-harness/fake-orchestrator';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aFolder } from './world/a-folder.js';
import { aService } from './world/a-service.js';
import { inDatabase } from './world/open-database.js';
import { runCommand } from './world/run-command.js';
import { connect } from './world/set-up.js';

async function aConnectedService() {
  const fake = await startFakeOrchestrator();
  onTestFinished(() => fake.close());
  const dataFolder = await aFolder();
  const service = await aService(dataFolder);
  return { fake, dataFolder, service, connectionId: await connect({ ...service, fake }) };
}

describe('cuelight check --all', () => {
  it('finds nothing wrong with what is whole, with a service at work or without', async () => {
    const { dataFolder, service } = await aConnectedService();
    const whole = { code: 0, stdout: '5 rows have secrets that can be read, 0 do not\n', stderr: '' };

    expect(await runCommand(['check', '--all'], dataFolder)).toEqual(whole);
    await service.stop();
    expect(await runCommand(['check', '--all'], dataFolder)).toEqual(whole);
  });

  it('names the connection whose secret does not open, with what to do', async () => {
    const { dataFolder, connectionId } = await aConnectedService();
    await inDatabase(dataFolder, (_, knex) =>
      knex('sealed_records')
        .where({ name: `${connectionId}/credential` })
        .update({ sealed: knex.raw('substr(sealed, 1, 100)') }),
    );

    const { code, stdout, stderr } = await runCommand(['check', '--all'], dataFolder);

    expect(code).toBe(1);
    expect(stdout).toBe(`${connectionId}  secret-damaged\n4 rows have secrets that can be read, 1 do not\n`);
    expect(stderr).toContain('Look for a fault of the disk');
  });

  it('names twenty of the connections whose secrets do not open, and how many more there are', async () => {
    const { dataFolder } = await aConnectedService();
    await inDatabase(dataFolder, async (_, knex) => {
      const row = await knex('connections').first();
      for (let number = 0; number < 21; number += 1) await knex('connections').insert({ ...row, id: `copy-${number}` });
    });

    const { code, stdout, stderr } = await runCommand(['check', '--all'], dataFolder);

    expect(code).toBe(1);
    expect(stdout.match(/^copy-\d+ {2}secret-/gm)).toHaveLength(20);
    expect(stderr).toContain('... and 1 more.\n');
  });

  it('names the connection whose record was spoilt, and looks at the others', async () => {
    const { dataFolder, connectionId } = await aConnectedService();
    await inDatabase(dataFolder, (_, knex) =>
      knex('connections').where({ id: connectionId }).update({ orchestrator_url: 'no URL' }),
    );

    const { code, stdout, stderr } = await runCommand(['check', '--all'], dataFolder);

    expect(code).toBe(1);
    expect(stdout).toBe(`4 rows have secrets that can be read, 0 do not\n${connectionId}  connection-unreadable\n`);
    expect(stderr).toContain(`${connectionId}: `);
  });

  it('forgets the hosts that died long ago, and no other', async () => {
    const { dataFolder, service } = await aConnectedService();
    await service.stop();
    await inDatabase(dataFolder, async ({ hosts }, knex) => {
      const host = { kind: 'service', masterKeyIds: [], secretBackends: [], startedAtMs: 0 } as const;
      await hosts.beat({ ...host, id: 'h1', name: 'died long ago' });
      await knex('hosts').decrement('seen_at_ms', 25 * 60 * 60_000);
      await hosts.beat({ ...host, id: 'h2', name: 'lives' });
    });

    await runCommand(['check', '--all'], dataFolder);

    expect(await inDatabase(dataFolder, (_, knex) => knex('hosts').pluck('name'))).toEqual(['lives']);
  });

  it('wants to be told what it is to look at', async () => {
    expect(await runCommand(['check'])).toMatchObject({
      code: 2,
      stderr: 'cuelight check needs <connection>, --url <address> or --all.\n',
    });
  });

  it.each([[['check', '--all=yes']], [['check', '--repair', '--deep']], [['check', 'c1', '--all']]])(
    '%o is refused with what is accepted',
    async (args) => {
      expect((await runCommand(args)).code).toBe(2);
    },
  );
});

describe('cuelight check --all --repair', () => {
  it('removes a connection that was left half made, its webhook and its secret', async () => {
    const { fake, dataFolder, service, connectionId } = await aConnectedService();
    await service.stop();
    await inDatabase(dataFolder, async (_, knex) => {
      await knex('connections').where({ id: connectionId }).update({
        status: 'connecting',
        webhook_id: null,
        subscription: 'polling',
        polling_reason: 'no-public-url',
        webhook_secret_backend: null,
        webhook_secret_name: null,
        webhook_secret_version: null,
      });
    });
    const environment = { CUELIGHT_PUBLIC_URL: service.url, CUELIGHT_EGRESS_ALLOW: '127.0.0.1' };

    const before = await runCommand(['check', '--all'], dataFolder);
    const repaired = await runCommand(['check', '--all', '--repair'], dataFolder, environment);

    expect(before).toMatchObject({ code: 1, stdout: expect.stringContaining(`${connectionId}  connecting\n`) });
    expect(repaired.stderr).toBe('');
    expect(repaired).toMatchObject({ code: 0 });
    expect(repaired.stdout).toContain('1 connections that were left half done are gone\n');
    expect(fake.admin.state().webhooks).toEqual([]);
    const names = await inDatabase(dataFolder, (_, knex) => knex('sealed_records').pluck('owner'));
    expect(names).toEqual(['service', 'service', 'service', 'service']);
  });

  it('fails when it could not see to a webhook, and says of which connection and what to do', async () => {
    const { fake, dataFolder, service, connectionId } = await aConnectedService();
    await service.stop();
    await fake.close();
    const environment = { CUELIGHT_PUBLIC_URL: service.url, CUELIGHT_EGRESS_ALLOW: '127.0.0.1' };

    const repaired = await runCommand(['check', '--all', '--repair'], dataFolder, environment);

    expect(repaired.stdout).toContain('0 webhooks were put right, 1 could not be seen to\n');
    expect(repaired.stdout).toContain('5 rows have secrets that can be read, 0 do not\n');
    expect(repaired.stderr).toContain(`${connectionId}: its webhook could not be seen to. `);
    expect(repaired).toMatchObject({ code: 1 });
  });

  it('deletes secrets whose connection is gone, and no others', async () => {
    const { dataFolder } = await aConnectedService();
    const secret = { version: 'v1', master_key_id: 'k1', sealed: 'cl1.k1.AAAA.AAAA' };
    const before = await inDatabase(dataFolder, async (_, knex) => {
      const owners = await knex('sealed_records').orderBy('owner').pluck('owner');
      await knex('sealed_records').insert({ ...secret, name: 'gone/credential', owner: 'gone' });
      return owners;
    });

    const repaired = await runCommand(['check', '--all', '--repair'], dataFolder);

    expect(repaired).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('1 secrets that nobody owned are gone\n'),
    });
    expect(await inDatabase(dataFolder, (_, knex) => knex('sealed_records').orderBy('owner').pluck('owner'))).toEqual(
      before,
    );
  });

  it('leaves webhooks to a service that is at work, and what that service is making', async () => {
    const { dataFolder } = await aConnectedService();

    const repaired = await runCommand(['check', '--all', '--repair'], dataFolder);

    expect(repaired).toMatchObject({ code: 0 });
    expect(repaired.stderr).toContain(`process ${process.pid} is at work`);
  });

  it('waits for a host that may have died, until it counts as dead', async () => {
    const { dataFolder, service } = await aConnectedService();
    await service.stop();
    await inDatabase(dataFolder, async ({ hosts }, knex) => {
      const host = { id: 'h1', name: 'web-9', kind: 'service', masterKeyIds: [], secretBackends: [] } as const;
      await hosts.beat({ ...host, startedAtMs: Date.now() });
      await knex('hosts').decrement('seen_at_ms', 28_500);
    });

    const repaired = await runCommand(['check', '--all', '--repair'], dataFolder);

    expect(repaired.stderr).toBe('Waiting to see whether web-9 still lives ...\n');
    expect(repaired.stdout).toContain('webhooks were put right');
  });
});
