import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startFakeOrchestrator } from '@cuelight/test-harness/fake-orchestrator';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aFolder } from './world/a-folder.js';
import { aService } from './world/a-service.js';
import { inDatabase } from './world/open-database.js';
import { runCommand } from './world/run-command.js';
import { connect } from './world/set-up.js';

/** A running service with a connection, whose master keys are in a file that can be edited. */
async function aConnectedService() {
  const fake = await startFakeOrchestrator();
  onTestFinished(() => fake.close());
  const dataFolder = await aFolder();
  const service = await aService(dataFolder);
  const connectionId = await connect({ ...service, fake });
  return { dataFolder, service, connectionId, keysFile: join(dataFolder, 'master-keys') };
}

const newKey = `k2:${Buffer.alloc(32, 7).toString('base64')}`;

describe('cuelight secrets rotate', () => {
  it('wants the key on this host and on every other, and then leaves nothing that needs the old one', async () => {
    const { dataFolder, service, connectionId, keysFile } = await aConnectedService();
    const rotate = () => runCommand(['secrets', 'rotate', '--to', 'k2'], dataFolder);

    const unknown = await rotate();
    expect(unknown).toMatchObject({ code: 1, stdout: '' });
    expect(unknown.stderr).toContain('This host has no master key k2.');

    await appendFile(keysFile, `${newKey}\n`);
    const tooEarly = await rotate();
    expect(tooEarly).toMatchObject({ code: 1, stdout: '' });
    expect(tooEarly.stderr).toContain(`These hosts do not have the master key k2:`);
    expect(tooEarly.stderr).toContain(`process ${process.pid}`);

    await service.stop();
    await service.start();
    const rotated = await rotate();
    expect(rotated).toMatchObject({ code: 0, stdout: '5 rows opened by the new key, 0 were so before, 0 failed\n' });
    expect(rotated.stderr).toContain('Next: take the other keys out');
    expect(await rotate()).toMatchObject({
      code: 0,
      stdout: '0 rows opened by the new key, 5 were so before, 0 failed\n',
    });

    const { items } = await service.client().get('/v1/audit?limit=4');
    expect(items.toReversed()).toMatchObject([
      { action: 'rotate-master-key', phase: 'begun', actor: { kind: 'command-line' }, subject: {} },
      { action: 'rotate-master-key', phase: 'done' },
      { action: 'rotate-master-key', phase: 'begun' },
      { action: 'rotate-master-key', phase: 'done' },
    ]);
    await service.stop();
    await writeFile(keysFile, `${newKey}\n`);
    await service.start();
    expect((await service.client().get(`/v1/connections/${connectionId}/folders`)).status).toBe(200);
    const everything = [unknown, tooEarly, rotated].map(({ stdout, stderr }) => stdout + stderr).join('');
    expect(everything).not.toContain(newKey.slice(3));
    expect(everything).not.toContain((await readFile(keysFile, 'utf8')).slice(3).trim());
  });
});

describe('cuelight secrets move', () => {
  it('tells which backends the settings name when it is asked for another one', async () => {
    const { dataFolder } = await aConnectedService();

    const refused = await runCommand(['secrets', 'move', '--to', 'elsewhere'], dataFolder);

    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('The settings do not name the backend elsewhere; they name local.');
  });

  it('fails where a connection cannot be read, since its secrets stay where they are', async () => {
    const { dataFolder, connectionId } = await aConnectedService();
    await inDatabase(dataFolder, (_, knex) =>
      knex('connections').where({ id: connectionId }).update({ orchestrator_url: 'no URL' }),
    );

    const moved = await runCommand(['secrets', 'move', '--to', 'local'], dataFolder);

    expect(moved).toMatchObject({ code: 1, stdout: '0 rows moved to local, 4 were so before, 0 failed\n' });
    expect(moved.stderr).toContain(`${connectionId}: `);
    expect(moved.stderr).toContain('Next: mend what failed');
  });

  it('has nothing to do for secrets that are there', async () => {
    const { dataFolder } = await aConnectedService();

    expect(await runCommand(['secrets', 'move', '--to', 'local'], dataFolder)).toMatchObject({
      code: 0,
      stdout: '0 rows moved to local, 5 were so before, 0 failed\n',
    });
  });
});

describe('a service whose settings do not name a backend that keeps secrets', () => {
  it('does not start, and says which', async () => {
    const { dataFolder, service } = await aConnectedService();
    await service.stop();
    const { openSqlite } = await import('@cuelight/adapters/persistence/sqlite');
    const database = await openSqlite({ file: join(dataFolder, 'cuelight.db') });
    if (!database.ok) throw new Error(database.failure.detail);
    await database.value.knex('connections').update({ credential_backend: 'somewhere' });
    await database.value.close();

    await expect(service.start()).rejects.toThrow('Secrets are kept by somewhere, which the settings do not name.');
  });
});
