import { join } from 'node:path';
import { openSqlite } from '@cuelight/adapters/persistence/sqlite';
import { describe, expect, it } from 'vitest';
import { allRoutes } from '../src/routes/all-routes.js';
import { aFolder } from './world/a-folder.js';
import { aService, type Service } from './world/a-service.js';
import { aWorld, seed, type World } from './world/a-world.js';
import type { Client, Row } from './world/client.js';
import { runCommand } from './world/run-command.js';
import { aBoundApp, anApp, connectionTo } from './world/set-up.js';

interface Given {
  readonly client: Client;
  readonly fakeUrl: string;
  readonly connectionId: string;
  readonly appId: string;
  readonly keyId: string;
  readonly processId: string;
}

const credential = { kind: 'password', username: 'admin', password: 'admin-password' };

/** Every route that is not a read, and what it records; those of jobs, deliveries, tokens and sessions record nothing. */
const changes: Readonly<
  Record<string, 'records nothing' | 'see secrets.test.ts' | ((given: Given) => Promise<unknown>)>
> = {
  'POST /v1/connections': ({ client, fakeUrl }) => client.post('/v1/connections', connectionTo(fakeUrl)),
  'PATCH /v1/connections/{id}': ({ client, connectionId }) =>
    client.call('PATCH', `/v1/connections/${connectionId}`, { body: { name: 'Finance' } }),
  'PUT /v1/connections/{id}/credential': ({ client, connectionId }) =>
    client.call('PUT', `/v1/connections/${connectionId}/credential`, { body: credential }),
  'DELETE /v1/connections/{id}': ({ client, connectionId }) =>
    client.delete(`/v1/connections/${connectionId}?references=delete`),
  'POST /v1/connections/{id}/check': 'records nothing',
  'POST /v1/presented-chain': 'records nothing',
  'POST /v1/apps': ({ client }) => client.post('/v1/apps', { name: 'Portal' }),
  'PATCH /v1/apps/{id}': ({ client, appId }) =>
    client.call('PATCH', `/v1/apps/${appId}`, { body: { name: 'Portal', origins: ['https://moved.example'] } }),
  'DELETE /v1/apps/{id}': ({ client, appId }) => client.delete(`/v1/apps/${appId}`),
  'POST /v1/apps/{id}/keys': ({ client, appId }) =>
    client.post(`/v1/apps/${appId}/keys`, { name: 'night run', scope: 'runtime' }),
  'DELETE /v1/apps/{id}/keys/{keyId}': ({ client, appId, keyId }) => client.delete(`/v1/apps/${appId}/keys/${keyId}`),
  'POST /v1/apps/{id}/processes': ({ client, appId, connectionId }) =>
    client.post(`/v1/apps/${appId}/processes`, {
      ...{ connectionId, folderKey: seed.shared, releaseKey: seed.echoText },
      runOn: 'orchestrator',
    }),
  'DELETE /v1/apps/{id}/processes/{processId}': ({ client, appId, processId }) =>
    client.delete(`/v1/apps/${appId}/processes/${processId}`),
  'POST /v1/processes/{processId}/jobs': 'records nothing',
  'POST /v1/processes/{processId}/jobs/{jobKey}/stop': 'records nothing',
  'POST /hooks/{connectionId}': 'records nothing',
  'POST /v1/apps/{id}/tokens': 'records nothing',
  'POST /v1/session': 'records nothing',
  'DELETE /v1/session': 'records nothing',
  'POST /v1/session/codes': 'records nothing',
  // The world of this test has no master key.
  'POST /v1/secrets/rotation': 'see secrets.test.ts',
};

describe('the audit log of the service', () => {
  it('has a line in this test for every route that is not a read', () => {
    const routes = allRoutes.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`);

    expect(routes.sort()).toEqual(Object.keys(changes).sort());
  });

  const changing = Object.entries(changes).flatMap(([route, change]) =>
    typeof change === 'string' ? [] : [{ route, change }],
  );

  it.each(changing)('records $route as done by the key that it came with', async ({ change }) => {
    const world = await aWorld();
    const { app, connectionId, processId } = await aBoundApp(world);
    const auditor = await anApp(world);
    const keys = await world.client().get(`/v1/apps/${app.id}/keys`);
    const client = world.client(auditor.keys.admin);
    const before = (await entriesOf(world)).length;

    await change({
      ...{ client, connectionId, processId, fakeUrl: world.fake.url },
      ...{ appId: app.id, keyId: String(keys.items[0]?.id) },
    });

    const recorded = (await entriesOf(world)).slice(before);
    expect(recorded.map(({ phase }) => phase)).toEqual(['begun', 'done']);
    expect(recorded.map(({ actor }) => actor)).toEqual(Array(2).fill(expect.objectContaining({ appId: auditor.id })));
  });

  it('is read page after page, the newest entry first', async () => {
    const world = await aWorld();
    for (let count = 0; count < 4; count += 1) await world.client().post('/v1/apps', { name: `Portal ${count}` });

    const first = await world.client().get('/v1/audit?limit=5');
    const second = await world.client().get(`/v1/audit?limit=5&cursor=${first.body.next}`);

    expect([...first.items, ...second.items].map(({ seq }) => seq)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
    expect(second.body.next).toBeUndefined();
    expect(first.items[0]).toMatchObject({ actor: { kind: 'operator' }, action: 'create-app', phase: 'done' });
  });

  it('holds no secret, no name, no process data and no key of a job', async () => {
    const world = await aWorld();
    const { app, processId } = await aBoundApp(world);
    const input = { in_Text: 'canary-input' };
    const started = await app.runtime.post(`/v1/processes/${processId}/jobs`, { input });

    const { text } = await world.client().get('/v1/audit?limit=200');

    expect(started.status).toBe(202);
    for (const key of Object.values(app.keys)) expect(text).not.toContain(key);
    for (const canary of ['canary', 'admin-password', 'Finance', 'Invoice', String(started.body.jobKey), seed.shared]) {
      expect(text).not.toContain(canary);
    }
  });
});

describe('cuelight audit', () => {
  it('finds the log of a service sound, which others change at the same time, and prints where it ends', async () => {
    const folder = await aFolder();
    const { service, appId } = await aServiceWithAnApp(folder);

    const made = await Promise.all([
      ...[1, 2, 3].map((number) =>
        runCommand(['keys', 'create', '--app', appId, '--name', `key ${number}`, '--scope', 'runtime'], folder),
      ),
      ...[1, 2, 3].map((number) => service.client().post('/v1/apps', { name: `Portal ${number}` })),
    ]);
    const listed = await runCommand(['audit', 'list'], folder);
    const verified = await runCommand(['audit', 'verify'], folder);
    const [, anchor = ''] = verified.stdout.trim().split('\n');
    const again = await runCommand(['audit', 'verify', '--anchor', anchor], folder);

    expect(made).toHaveLength(6);
    expect(verified).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^The audit log is sound: 14 entries\.\n14:\S{43}\n$/),
    });
    expect(again.code).toBe(0);
    expect(listed.stdout.trim().split('\n')).toHaveLength(14);
    expect(listed.stdout).toMatch(/^1 {2}\S+Z {2}operator {2}create-app {2}begun\n/);
    expect(listed.stdout).toMatch(/ {2}command-line {2}create-key {2}done of \d+ {2}appId=\S+ {2}keyId=\S+\n/);
  });

  const alterations: readonly (readonly [string, unknown])[] = [
    ['at_ms', 1],
    ['at_ms', 'yesterday'],
    ['actor', 'service'],
    ['actor_app_id', 'somebody'],
    ['actor_key_id', 'somebody'],
    ['action', 'rename-connection'],
    ['phase', 'done'],
    ['begun_seq', 1],
    ['begun_seq', 'one'],
    ['code', 'check-failed'],
    ['connection_id', 'another'],
    ['app_id', 'another'],
    ['key_id', 'another'],
    ['process_id', 'another'],
    ['hash', 'another'],
  ];

  it.each(alterations)('names the entry in which somebody sets %s to %o', async (column, value) => {
    const folder = await aFolder();
    await (await aServiceWithAnApp(folder)).service.stop();
    await tamper(folder, (knex) =>
      knex('audit_entries')
        .where({ seq: 1 })
        .update({ [column]: value }),
    );

    const { code, stdout } = await runCommand(['audit', 'verify'], folder);

    expect(code).toBe(1);
    expect(stdout).toBe('The audit log is not sound from entry 1 on: it was altered, moved or put in.\n');
  });

  it('names entries that were deleted, at the end too', async () => {
    const folder = await aFolder();
    await (await aServiceWithAnApp(folder)).service.stop();
    const before = await runCommand(['audit', 'verify'], folder);
    const anchor = before.stdout.trim().split('\n')[1] ?? '';

    await tamper(folder, (knex) => knex('audit_entries').where({ seq: 2 }).delete());
    const last = await runCommand(['audit', 'verify'], folder);
    await tamper(folder, (knex) => knex('audit_end').update({ seq: 0, hash: '', mark: '' }));
    await tamper(folder, (knex) => knex('audit_entries').delete());
    const all = await runCommand(['audit', 'verify'], folder);
    const allByAnchor = await runCommand(['audit', 'verify', '--anchor', anchor], folder);

    expect(last).toMatchObject({ code: 1, stdout: expect.stringContaining('from entry 2 on: it is missing.') });
    // A log that was emptied looks like a new one to all but the anchor.
    expect(all).toMatchObject({ code: 0, stdout: 'The audit log is sound: 0 entries.\n' });
    expect(allByAnchor).toMatchObject({ code: 1, stdout: expect.stringContaining('from entry 1 on: it is missing.') });
  });

  it.each([
    ['seq', 'nowhere'],
    ['hash', 'another'],
    ['mark', 'another'],
  ])('finds that somebody sets %s of its end to %o', async (column, value) => {
    const folder = await aFolder();
    const { service } = await aServiceWithAnApp(folder);
    await tamper(folder, (knex) => knex('audit_end').update({ [column]: value }));

    const { code, stdout } = await runCommand(['audit', 'verify'], folder);
    const refused = await service.client().post('/v1/apps', { name: 'Portal' });

    expect(code).toBe(1);
    expect(stdout).toContain('from entry 3 on: the end of the log was moved');
    expect(refused).toMatchObject({ status: 503, body: { code: 'audit-log-damaged' } });
  });

  it('refuses changes to a log with an entry beyond its end', async () => {
    const folder = await aFolder();
    const { service } = await aServiceWithAnApp(folder);
    await tamper(folder, async (knex) => {
      const row = await knex('audit_entries').where({ seq: 1 }).first();
      await knex('audit_entries').insert({ ...row, seq: 3 });
    });

    const refused = await service.client().post('/v1/apps', { name: 'Portal' });

    expect(refused).toMatchObject({ status: 503, body: { code: 'audit-log-damaged' } });
    expect((await service.client().get('/v1/apps')).items).toHaveLength(1);
  });

  it.each([
    [['audit', 'verify', '--anchor', 'nonsense'], '--anchor must be the anchor as an earlier verification printed it'],
    [['audit', 'list', '--last', '0'], '--last must be a whole number from 1 to 99999.'],
  ])('%o is refused with what is accepted', async (args, sentence) => {
    const { code, stderr } = await runCommand(args, await aFolder());

    expect(code).toBe(2);
    expect(stderr).toContain(sentence);
  });
});

async function entriesOf(world: World): Promise<readonly Row[]> {
  return (await world.client().get('/v1/audit?limit=200')).items.toReversed();
}

async function aServiceWithAnApp(folder: string): Promise<{ readonly service: Service; readonly appId: string }> {
  const service = await aService(folder);
  const { body } = await service.client().post('/v1/apps', { name: 'Portal' });
  return { service, appId: String(body.id) };
}

type Sql = Extract<Awaited<ReturnType<typeof openSqlite>>, { ok: true }>['value']['knex'];

/** Does what somebody with a database tool could do. */
async function tamper(folder: string, change: (knex: Sql) => Promise<unknown>): Promise<void> {
  const opened = await openSqlite({ file: join(folder, 'cuelight.db') });
  if (!opened.ok) throw new Error(opened.failure.detail);
  await change(opened.value.knex);
  await opened.value.close();
}
