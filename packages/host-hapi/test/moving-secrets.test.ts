import { startFakeOrchestrator } from '@cuelight/test-harness/fake-orchestrator';
import { describe, expect, it, onTestFinished } from 'vitest';
import { aSite, type Site, withVault } from './kill/a-site.js';
import { runDying, serveDying } from './kill/dying-program.js';
import { adminKey } from './world/a-world.js';
import { createHttpClient } from './world/client.js';
import { inDatabase } from './world/open-database.js';
import { aBoundApp } from './world/set-up.js';

async function aSiteWithVault() {
  const site = await withVault(await aSite());
  if (site.vault === undefined) throw new Error('it has no vault');
  return { vault: site.vault, site };
}

async function aServiceOn(site: Site, environment: Readonly<Record<string, string>> = {}) {
  const fake = await startFakeOrchestrator();
  onTestFinished(() => fake.close());
  const service = await serveDying({ ...site.environment, ...environment });
  onTestFinished(async () => void (await service.stop()));
  return { fake, service, client: (key = adminKey) => createHttpClient(site.url, key) };
}

const backendsOf = ({ dataFolder }: Site) =>
  inDatabase(dataFolder, async ({ secretsByBackend }) => {
    const secrets = await secretsByBackend();
    return secrets.ok && [...secrets.value];
  });

describe('moving secrets to a Key Vault and back', { timeout: 120_000 }, () => {
  it('fails no start meanwhile, and leaves nothing where they were', async () => {
    const { vault, site } = await aSiteWithVault();
    const also = { CUELIGHT_SECRETS_ALSO: 'azure-key-vault' };
    const { fake, client } = await aServiceOn(site, also);
    const { app, processId } = await aBoundApp({ fake, client });
    const answers: number[] = [];
    let isOver = false;
    const load = Array.from({ length: 4 }, async () => {
      while (!isOver) {
        answers.push((await app.runtime.post(`/v1/processes/${processId}/jobs`, { input: {} })).status);
      }
    });
    const move = (to: string) => runDying(['secrets', 'move', '--to', to], { ...site.environment, ...also });

    const there = await move('azure-key-vault');
    const whenThere = [await backendsOf(site), vault.admin.secretNames().length];
    const back = await move('local');
    isOver = true;
    await Promise.all(load);

    expect(there).toMatchObject({ how: 0, stdout: '5 rows moved to azure-key-vault, 0 were so before, 0 failed\n' });
    expect(whenThere).toEqual([[['azure-key-vault', 6]], 6]);
    expect(back).toMatchObject({ how: 0, stdout: '5 rows moved to local, 0 were so before, 0 failed\n' });
    expect(await backendsOf(site)).toEqual([['local', 6]]);
    expect(vault.admin.secretNames()).toEqual([]);
    expect(answers.length).toBeGreaterThan(20);
    expect(answers.filter((status) => status !== 202)).toEqual([]);
  });
});

describe('a service whose master key is in a Key Vault', { timeout: 120_000 }, () => {
  it('has no master key of its own, and goes on with the next version of the key once rotated', async () => {
    const { vault, site } = await aSiteWithVault();
    const first = vault.admin.rotateKey('cuelight');
    const withKey = { CUELIGHT_AZURE_KEY_VAULT_KEY: 'cuelight' };
    const before = await aServiceOn(site, withKey);
    await aBoundApp(before);
    const second = vault.admin.rotateKey('cuelight');
    await before.service.stop();
    const { fake, service, client } = await aServiceOn(site, withKey);

    const rotated = await runDying(['secrets', 'rotate', '--to', second], { ...site.environment, ...withKey });

    expect(rotated.how).toBe(0);
    expect(rotated.stdout).toContain('opened by the new key, 0 were so before, 0 failed');
    const keys = await inDatabase(site.dataFolder, async (_, knex) => knex('sealed_records').distinct('master_key_id'));
    expect(keys).toEqual([{ master_key_id: second }]);
    expect(first).not.toBe(second);
    expect((await client().post('/v1/connections', {})).status).toBe(400);
    expect((await client().get('/v1/secrets')).body.masterKeys).toMatchObject({
      from: expect.arrayContaining(['azure-key-vault']),
      keys: expect.arrayContaining([expect.objectContaining({ id: second, isSealing: true })]),
    });
    expect((await aBoundApp({ fake, client })).connectionId).toEqual(expect.any(String));
    await service.stop();
  });
});
