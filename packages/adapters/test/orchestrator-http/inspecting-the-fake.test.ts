import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Credential, type FolderIdentity, type OrchestratorAccess, Secret } from '@cuelight/core';
import {
  type FakeOrchestrator,
  type FakeOrchestratorOptions,
  type Seed,
  startFakeOrchestrator,
} from '@cuelight/test-harness/fake-orchestrator';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createOrchestratorHttp, type OrchestratorHttp } from '../../src/orchestrator-http/index.js';
import { anAccess, holding } from './an-access.js';

const versions = [9, 11, 13, 15, 17, 20] as const;
const echoText = '8d0f3f6a-52b1-4c0e-8a6f-3a2f1b7c1e01';
const token = { kind: 'personal-access-token', token: new Secret('admin-personal-token') } as const;

function anApplication(scope: string) {
  const clientSecret = new Secret('an-application-secret');
  return { kind: 'client-credentials', clientId: 'an-application', clientSecret, scope } as const;
}

interface Changed {
  readonly user?: object;
  readonly folder?: object;
  readonly tenant?: object;
}

function aSeed({ user, folder, tenant }: Changed = {}): Seed {
  return {
    oauthClients: [
      { id: 'an-application', secret: 'an-application-secret', scopes: ['OR.Folders', 'OR.Jobs', 'OR.Users'] },
    ],
    tenants: [
      {
        name: 'Default',
        users: [
          {
            username: 'admin',
            password: 'admin-password',
            personalAccessTokens: [{ token: 'admin-personal-token' }],
            ...user,
          },
        ],
        folders: [
          {
            path: 'Shared',
            processes: [{ name: 'EchoText', key: echoText }],
            unattendedRobots: 3,
            connectedRobots: 2,
            ...folder,
          },
        ],
        ...tenant,
      },
    ],
  };
}

interface Inspected extends OrchestratorHttp {
  readonly fake: FakeOrchestrator;
  readonly access: OrchestratorAccess;
  readonly shared: FolderIdentity;
}

async function aFake(options: FakeOrchestratorOptions, credential: Credential = token): Promise<Inspected> {
  const fake = await startFakeOrchestrator({ manual: true, seed: aSeed(), ...options });
  const adapter = createOrchestratorHttp({ egress: 'unguarded' });
  onTestFinished(async () => {
    await adapter.close();
    await fake.close();
  });
  const [shared] = fake.admin.state().folders;
  const key = options.apiVersion === 9 ? `id:${shared?.Id}` : String(shared?.Key);
  return { ...adapter, fake, access: anAccess(fake.url, holding(credential)), shared: { key, path: 'Shared' } };
}

describe.each(versions)('an Orchestrator of API %i', (apiVersion) => {
  it('tells who is logged in, and what they may do, in the tenant and in a folder', async () => {
    const seed = aSeed({
      user: {
        permissions: ['Units.View', 'Webhooks.View'],
        folders: [{ path: 'Shared', permissions: ['Jobs.View', 'Jobs.Create'] }],
      },
    });
    const { inspection, access, shared } = await aFake({ apiVersion, seed });

    expect(await inspection.currentUser(access)).toEqual({ ok: true, value: { name: 'admin', id: 2, isActive: true } });
    expect(await inspection.permissions(access)).toEqual({ ok: true, value: ['Units.View', 'Webhooks.View'] });
    expect(await inspection.permissions(access, shared)).toEqual({ ok: true, value: ['Jobs.View', 'Jobs.Create'] });
  });

  it('tells how many robots a folder has and, from API 11 on, what its machines have', async () => {
    const { inspection, access, shared } = await aFake({ apiVersion });

    const runtimes = apiVersion === 9 ? 'unsupported' : [{ type: 'Unattended', total: 3, connected: 2, available: 2 }];
    expect(await inspection.capacity(access, shared)).toEqual({ ok: true, value: { unattendedRobots: 3, runtimes } });
  });

  it('tells from API 15 on whether it would start a process, and starts nothing', async () => {
    const { inspection, access, shared, fake } = await aFake({ apiVersion });

    const good = await inspection.validateStart(access, shared, echoText);
    fake.admin.changeFolder(String(fake.admin.state().folders[0]?.Key), { connectedRobots: 0 });
    fake.admin.setLicence('Default', { expired: true });
    const bad = await inspection.validateStart(access, shared, echoText);

    const told = apiVersion >= 15;
    expect(good).toEqual({ ok: true, value: told ? { isValid: true, codes: [] } : 'unsupported' });
    expect(bad).toEqual({
      ok: true,
      value: told ? { isValid: false, codes: ['TemplateNoLicense', 'TemplateNoHostsAvailable'] } : 'unsupported',
    });
    expect(fake.admin.state().jobs).toEqual([]);
  });

  it('tells when the licence ends, and whether it has', async () => {
    const endsAt = '2030-06-01T00:00:00Z';
    const { inspection, access, fake } = await aFake({ apiVersion, seed: aSeed({ tenant: { licence: { endsAt } } }) });

    const before = await inspection.licence(access);
    fake.admin.setLicence('Default', { expired: true, endsAt });

    const endsAtMs = Date.parse(endsAt);
    expect(before).toEqual({ ok: true, value: { isExpired: false, endsAtMs } });
    expect(await inspection.licence(access)).toEqual({ ok: true, value: { isExpired: true, endsAtMs } });
  });

  it('tells whether it reaches an address', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { inspection, access } = await aFake({ apiVersion });
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;

    expect(await inspection.canReach(access, `http://${host}/v1/hooks/a?b=c&d=e#f`)).toEqual({
      ok: true,
      value: { canConnect: true, hasBadTls: false },
    });
    expect(await inspection.canReach(access, `https://${host}/`)).toEqual({
      ok: true,
      value: { canConnect: true, hasBadTls: true },
    });
    expect(await inspection.canReach(access, 'http://127.0.0.1:1/')).toEqual({
      ok: true,
      value: { canConnect: false, hasBadTls: false },
    });
  });
});

describe('with an application', () => {
  it.each([11, 17, 20] as const)(
    'of API %i there is no user, and what its scopes do not cover is unseen',
    async (apiVersion) => {
      const { inspection, access, shared } = await aFake({ apiVersion }, anApplication('OR.Folders OR.Jobs OR.Users'));

      expect(await inspection.currentUser(access)).toEqual({ ok: true, value: 'none' });
      expect(await inspection.licence(access)).toEqual({ ok: true, value: 'unseen' });
      expect(await inspection.capacity(access, shared)).toEqual({
        ok: true,
        value: { unattendedRobots: 'unseen', runtimes: 'unseen' },
      });
      expect(await inspection.canReach(access, 'http://127.0.0.1:1/')).toMatchObject({ value: { canConnect: false } });
    },
  );

  it('that may not ask for users, not even the current one is seen', async () => {
    const { inspection, access, shared } = await aFake({}, anApplication('OR.Jobs'));

    expect(await inspection.currentUser(access)).toEqual({ ok: true, value: 'unseen' });
    expect(await inspection.permissions(access, shared)).toEqual({ ok: true, value: 'unseen' });
    expect(await inspection.validateStart(access, shared, echoText)).toMatchObject({ value: { isValid: true } });
    expect(await inspection.capacity(access, shared)).toMatchObject({ value: { runtimes: 'unseen' } });
  });
});

describe('with a user who lacks permissions', () => {
  it('what may not be asked is unseen, each for itself', async () => {
    const user = { permissions: ['Units.View', 'Machines.View'] };
    const { inspection, access, shared } = await aFake({ seed: aSeed({ user }) });

    expect(await inspection.capacity(access, shared)).toMatchObject({
      value: { unattendedRobots: 'unseen', runtimes: [{ total: 3 }] },
    });
    expect(await inspection.validateStart(access, shared, echoText)).toEqual({ ok: true, value: 'unseen' });
  });

  it('who was deactivated is told as not active as long as the token lasts', async () => {
    const { inspection, access, fake } = await aFake({});

    fake.admin.changeUser('Default', 'admin', { active: false });

    expect(await inspection.currentUser(access)).toMatchObject({ value: { isActive: false } });
  });
});

describe('a folder that is inspected', () => {
  it('is found under its new number', async () => {
    const { inspection, access, shared, fake } = await aFake({});
    await inspection.capacity(access, shared);

    fake.admin.renumberFolders();

    expect(await inspection.capacity(access, shared)).toMatchObject({ value: { runtimes: [{ total: 3 }] } });
    expect(await inspection.validateStart(access, shared, echoText)).toMatchObject({ value: { isValid: true } });
  });

  it('is not accessible once it was deleted', async () => {
    const { inspection, access, shared, fake } = await aFake({});
    await inspection.capacity(access, shared);

    fake.admin.removeFolder(shared.key);

    const failed = { ok: false, failure: { code: 'folder-not-accessible' } };
    expect(await inspection.capacity(access, shared)).toMatchObject(failed);
    expect(await inspection.validateStart(access, shared, echoText)).toMatchObject(failed);
  });

  it('no longer has a process that was moved', async () => {
    const { inspection, access, shared, fake } = await aFake({});
    fake.admin.removeRelease(echoText);

    expect(await inspection.validateStart(access, shared, echoText)).toMatchObject({
      failure: { code: 'release-not-found' },
    });
  });
});
