import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FakeOrchestrator } from '@cuelight/test-harness/fake-orchestrator';
import { expect } from 'vitest';
import { adminKey } from '../world/a-world.js';
import { createHttpClient } from '../world/client.js';
import { runCommand } from '../world/run-command.js';
import { connectionTo } from '../world/set-up.js';
import { until } from '../world/until.js';
import { addSecondKey, aSite, type Site, type Whole, withVault } from './a-site.js';
import { type DieAt, runDying, serveDying } from './dying-program.js';

/** How far a program came. */
export interface Course {
  readonly how: 'killed' | number;
  /** Of a program that was not killed. */
  readonly steps: number;
}

/** Something that a service or a command does, and may be killed at. */
export interface Scenario {
  readonly name: string;
  /** Lets a program do it on a site, up to its death at a step; or after some time, in milliseconds, when that is given. */
  run(site: Site, dieAt: DieAt, killAfterMs?: number): Promise<Course>;
  /** A site to do it on. */
  prepare(): Promise<Site>;
  /** Looks at what is left after the repair, and finishes what an operator would. */
  expectAfter(left: Whole, site: Site, course: Course): Promise<void>;
}

const bystander = 'Bystander';
const changed = 'Changed';

/**
 * All scenarios, with the Orchestrator that they connect to.
 *
 * @param templates a folder in which sites may lie as long as there are scenarios
 */
export function scenariosOn(fake: FakeOrchestrator, templates: string): readonly Scenario[] {
  const client = ({ url }: Site) => createHttpClient(url, adminKey);
  const connect = (site: Site, name: string) => client(site).post('/v1/connections', connectionTo(fake.url, { name }));

  /** Something that the running service does when it is asked to over HTTP. */
  const overHttp = (
    name: string,
    ask: (site: Site, changedId: string) => Promise<unknown>,
    expectAfter: Scenario['expectAfter'],
    has: readonly string[] = [bystander, changed],
    prepare: Scenario['prepare'] = () => aSite(),
  ): Scenario => ({
    name,
    prepare,
    async run(site, dieAt, killAfterMs) {
      const service = await serveDying(site.environment, dieAt);
      const ids: string[] = [];
      for (const each of has) ids.push(String((await connect(site, each)).body.id));
      service.count();
      const kill = killAfterMs === undefined ? undefined : setTimeout(service.kill, killAfterMs);
      const asked = ask(site, ids.at(-1) ?? '').catch(() => undefined);
      const how = await Promise.race([asked, service.ended]);
      clearTimeout(kill);
      if (how === undefined || isEnded(how)) return { how: 'killed', steps: 0 };
      // It may have been killed just as it answered.
      const steps = await Promise.race([service.steps(), service.ended]);
      if (typeof steps !== 'number') return { how: 'killed', steps: 0 };
      await service.stop();
      return { how: 0, steps };
    },
    expectAfter,
  });

  /** Something that a command does, on a site that a service was on. */
  const byCommand = (
    name: string,
    args: readonly string[],
    prepare: Scenario['prepare'],
    expectAfter: Scenario['expectAfter'],
  ): Scenario => ({
    name,
    prepare,
    async run(site, dieAt, killAfterMs) {
      const running = runDying(args, site.environment, dieAt, killAfterMs);
      const { how, steps, stderr } = await running;
      if (typeof how === 'number' && how !== 0) throw new Error(`${name} ended with ${how}: ${stderr}`);
      return { how, steps };
    },
    expectAfter,
  });

  let served: Promise<Site> | undefined;
  /** A site with two connections, whose service has ended; each time another copy of it. */
  const afterService = async () => {
    served ??= (async () => {
      const site = await aSite({ dataFolder: join(templates, 'served') });
      const service = await serveDying(site.environment);
      for (const name of [bystander, changed]) await connect(site, name);
      await service.stop();
      return site;
    })();
    return aSite({ like: await served });
  };
  const both = [bystander, changed].sort();
  const withTwoKeys = async () => {
    const site = await afterService();
    await addSecondKey(site);
    return site;
  };
  const wholeAndRotated: Scenario['expectAfter'] = async ({ connections, passwords }, site) => {
    expect([...connections].sort()).toEqual(both);
    expect(passwords).toEqual(['admin-password', 'admin-password']);
    const again = await runCommand(['secrets', 'rotate', '--to', 'k2'], site.dataFolder, site.environment);
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining(', 0 failed') });
  };

  return [
    overHttp(
      'connect',
      (site) => connect(site, changed),
      async ({ connections }, _, { how }) => {
        if (how === 0) expect([...connections].sort()).toEqual(both);
        else expect([[bystander], both]).toContainEqual([...connections].sort());
      },
      [bystander],
    ),
    overHttp(
      'disconnect',
      (site, id) => client(site).delete(`/v1/connections/${id}`),
      async ({ connections }, _, { how }) => {
        if (how === 0) expect(connections).toEqual([bystander]);
        else expect([[bystander], both]).toContainEqual([...connections].sort());
      },
    ),
    overHttp(
      'replace a credential',
      (site, id) => {
        const credential = { kind: 'password', username: 'admin', password: 'admin-password' };
        return client(site).call('PUT', `/v1/connections/${id}/credential`, { body: credential });
      },
      async ({ connections, passwords }) => {
        expect([...connections].sort()).toEqual(both);
        expect(passwords).toEqual(['admin-password', 'admin-password']);
      },
    ),
    byCommand('rotate', ['secrets', 'rotate', '--to', 'k2'], withTwoKeys, wholeAndRotated),
    overHttp(
      'rotate by the service',
      async (site) => {
        await client(site).post('/v1/secrets/rotation', { to: 'k2' });
        return until(async () => {
          const { body } = await client(site).get('/v1/secrets');
          return (body.rotation as { readonly state: string }).state === 'done' || undefined;
        }, 'the end of the rotation');
      },
      wholeAndRotated,
      [],
      withTwoKeys,
    ),
    byCommand(
      'move secrets',
      ['secrets', 'move', '--to', 'azure-key-vault'],
      async () => {
        const site = await withVault(await afterService());
        return { ...site, environment: { ...site.environment, CUELIGHT_SECRETS_ALSO: 'azure-key-vault' } };
      },
      async ({ connections, passwords }, site) => {
        expect([...connections].sort()).toEqual(both);
        expect(passwords).toEqual(['admin-password', 'admin-password']);
        const again = await runDying(['secrets', 'move', '--to', 'azure-key-vault'], site.environment);
        expect(again).toMatchObject({ how: 0, stdout: expect.stringContaining(', 0 failed') });
        expect(site.vault?.admin.secretNames()).toHaveLength(8);
      },
    ),
    byCommand(
      'migrate',
      ['migrate'],
      async () => {
        const site = await afterService();
        // A database without anything, beside the keys.
        for (const suffix of ['', '-wal', '-shm'])
          await rm(join(site.dataFolder, `cuelight.db${suffix}`), { force: true });
        await rm(join(site.dataFolder, 'master-keys'), { force: true });
        return site;
      },
      async ({ connections }, site) => {
        expect(connections).toEqual([]);
        expect(await runCommand(['migrate'], site.dataFolder, site.environment)).toMatchObject({ code: 0 });
      },
    ),
  ];
}

function isEnded(outcome: unknown): boolean {
  return typeof outcome === 'object' && outcome !== null && 'how' in outcome;
}
