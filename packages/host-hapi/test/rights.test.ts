import { describe, expect, it } from 'vitest';
import { allRoutes } from '../src/routes/all-routes.js';
import { aWorld, seed } from './world/a-world.js';
import { createClient } from './world/client.js';
import { aBoundApp, anApp } from './world/set-up.js';

type Who = 'nobody' | 'admin' | 'designer' | 'runtime' | 'token';

/** Who may call each route; written out, so that a change of a route's own entry is noticed. */
const table: Readonly<Record<string, readonly Who[]>> = {
  'POST /v1/connections': ['admin', 'designer'],
  'GET /v1/connections': ['admin', 'designer'],
  'GET /v1/connections/{id}': ['admin', 'designer'],
  'PATCH /v1/connections/{id}': ['admin', 'designer'],
  'PUT /v1/connections/{id}/credential': ['admin'],
  'DELETE /v1/connections/{id}': ['admin'],
  'POST /v1/connections/{id}/check': ['admin', 'designer'],
  'GET /v1/connections/{id}/diagnosis': ['admin', 'designer'],
  'POST /v1/presented-chain': ['admin'],
  'GET /v1/connections/{id}/refused-deliveries': ['admin'],
  'GET /v1/connections/{id}/folders': ['admin', 'designer'],
  'GET /v1/connections/{id}/processes': ['admin', 'designer'],
  'POST /v1/apps': ['admin'],
  'GET /v1/apps': ['admin'],
  'PATCH /v1/apps/{id}': ['admin'],
  'DELETE /v1/apps/{id}': ['admin'],
  'POST /v1/apps/{id}/keys': ['admin'],
  'GET /v1/apps/{id}/keys': ['admin'],
  'DELETE /v1/apps/{id}/keys/{keyId}': ['admin'],
  'POST /v1/apps/{id}/tokens': ['admin', 'runtime'],
  'POST /v1/apps/{id}/processes': ['admin', 'designer'],
  'GET /v1/apps/{id}/processes': ['admin', 'designer', 'runtime', 'token'],
  'DELETE /v1/apps/{id}/processes/{processId}': ['admin', 'designer'],
  'POST /v1/processes/{processId}/jobs': ['admin', 'runtime', 'token'],
  'GET /v1/processes/{processId}/jobs/{jobKey}': ['admin', 'runtime', 'token'],
  'POST /v1/processes/{processId}/jobs/{jobKey}/stop': ['admin', 'runtime', 'token'],
  'GET /v1/processes/{processId}/jobs/{jobKey}/events': ['admin', 'runtime', 'token'],
  'GET /v1/apps/{id}/events': ['admin', 'runtime', 'token'],
  // They have a guard of their own: the key or the code in the body, and the origin of the page. See sessions.test.ts.
  'POST /v1/session': ['nobody', 'admin', 'designer', 'runtime', 'token'],
  'DELETE /v1/session': ['nobody', 'admin', 'designer', 'runtime', 'token'],
  'GET /v1/session': ['admin', 'designer'],
  'POST /v1/session/codes': ['admin'],
  'GET /v1/audit': ['admin'],
  'GET /v1/support-bundle': ['admin'],
  'GET /v1/secrets': ['admin'],
  'POST /v1/secrets/rotation': ['admin'],
  'GET /v1/system': ['admin'],
  'GET /healthz': ['nobody', 'admin', 'designer', 'runtime', 'token'],
  'GET /readyz': ['nobody', 'admin', 'designer', 'runtime', 'token'],
  // From the machine of the service itself, as all requests of this test: see metrics.test.ts for others.
  'GET /metrics': ['nobody', 'admin', 'designer', 'runtime', 'token'],
  'GET /openapi.json': ['nobody', 'admin', 'designer', 'runtime', 'token'],
};

/** The one route with a guard of its own: a signature. */
const hooks = 'POST /hooks/{connectionId}';

const everybody: readonly Who[] = ['nobody', 'admin', 'designer', 'runtime', 'token'];
const jobKey = '1c7222dc-416f-4c60-9b17-000000000001';

describe('who may', () => {
  it('has a line in the table for every route', () => {
    const routes = allRoutes.map(({ method, path }) => `${method} ${path}`);

    expect(routes.sort()).toEqual([...Object.keys(table), hooks].sort());
  });

  it('is what the table says, for every route and every scope', async () => {
    const world = await aWorld();
    const app = await anApp(world);
    const made = await app.runtime.post(`/v1/apps/${app.id}/tokens`, { ttlS: 900 });
    const keyOf = { nobody: undefined, ...app.keys, token: String(made.body.token) };
    const seen: Record<string, readonly Who[]> = {};

    for (const route of Object.keys(table)) {
      const [method = '', template = ''] = route.split(' ');
      // Nothing is at these addresses: whoever may call is told so, and nothing is changed meanwhile.
      const path = template.replace('{jobKey}', jobKey).replace(/\{\w+\}/g, 'nothing-here');
      const admitted: Who[] = [];
      for (const who of everybody) {
        const { status, body } = await createClient(world.host.server, keyOf[who]).call(method, path);
        const refused = body.code === 'key-required' || body.code === 'not-allowed';
        expect(refused ? status : 0).toBe(refused ? (who === 'nobody' ? 401 : 403) : 0);
        if (!refused) admitted.push(who);
      }
      seen[route] = admitted;
    }

    expect(seen).toEqual(table);
  });

  it('never includes an app of somebody else: it is answered as one that does not exist', async () => {
    const world = await aWorld();
    const theirs = await aBoundApp(world);
    const started = await theirs.app.runtime.post(`/v1/processes/${theirs.processId}/jobs`, {});
    const { jobKey: theirJob } = started.body;
    const ours = await anApp(world);
    const made = await ours.runtime.post(`/v1/apps/${ours.id}/tokens`, { ttlS: 900 });
    const ourPage = world.client(String(made.body.token));
    const bound = { connectionId: theirs.connectionId, folderKey: seed.shared, releaseKey: seed.echoText };
    const requests = (appId: string, processId: string) => [
      ours.designer.post(`/v1/apps/${appId}/processes`, { ...bound, runOn: 'orchestrator' }),
      ours.designer.get(`/v1/apps/${appId}/processes`),
      ours.runtime.get(`/v1/apps/${appId}/processes`),
      ours.designer.delete(`/v1/apps/${appId}/processes/${processId}`),
      ours.runtime.get(`/v1/apps/${appId}/events`),
      ours.runtime.post(`/v1/processes/${processId}/jobs`, {}),
      ours.runtime.get(`/v1/processes/${processId}/jobs/${theirJob}`),
      ours.runtime.post(`/v1/processes/${processId}/jobs/${theirJob}/stop`, { mode: 'soft' }),
      ours.runtime.get(`/v1/processes/${processId}/jobs/${theirJob}/events`),
      ours.runtime.post(`/v1/apps/${appId}/tokens`, { ttlS: 900 }),
      ours.runtime.post(`/v1/apps/${ours.id}/tokens`, { processIds: [processId], ttlS: 900 }),
      ourPage.get(`/v1/apps/${appId}/processes`),
      ourPage.get(`/v1/apps/${appId}/events`),
      ourPage.post(`/v1/processes/${processId}/jobs`, {}),
      ourPage.get(`/v1/processes/${processId}/jobs/${theirJob}`),
      ourPage.post(`/v1/processes/${processId}/jobs/${theirJob}/stop`, { mode: 'soft' }),
      ourPage.get(`/v1/processes/${processId}/jobs/${theirJob}/events`),
    ];

    const foreign = await Promise.all(requests(theirs.app.id, theirs.processId));
    const absent = await Promise.all(requests('no-such-app', 'no-such-process'));

    const told = (answers: typeof foreign) =>
      answers.map(({ status, body }) => [status, body.code, body.title, body.remedy]);
    expect(foreign.map(({ status }) => status)).toEqual(Array(17).fill(404));
    expect(told(foreign)).toEqual(told(absent));
  });

  it('includes another app for an admin of any app', async () => {
    const world = await aWorld();
    const theirs = await aBoundApp(world);
    const ours = await anApp(world);

    const answer = await createClient(world.host.server, ours.keys.admin).get(`/v1/apps/${theirs.app.id}/processes`);

    expect(answer).toMatchObject({ status: 200, items: [{ id: theirs.processId }] });
  });

  it('ends with the revocation of a key', async () => {
    const world = await aWorld();
    const app = await anApp(world);
    const keys = await world.client().get(`/v1/apps/${app.id}/keys`);
    const designerKey = keys.items.find(({ scope }) => scope === 'designer');

    await world.client().delete(`/v1/apps/${app.id}/keys/${designerKey?.id}`);

    expect(await app.designer.get('/v1/connections')).toMatchObject({ status: 401, body: { code: 'key-required' } });
    expect(await app.runtime.get(`/v1/apps/${app.id}/processes`)).toMatchObject({ status: 200 });
  });

  it('needs a Bearer key, whatever else the header says', async () => {
    const { host, client } = await aWorld();
    const headers = ['Basic YWRtaW46eA==', 'Bearer', 'Bearer  ', 'Bearer cuelight_wrong', `Bearer ${'x'.repeat(600)}`];

    for (const authorization of headers) {
      const answer = await createClient(host.server).call('GET', '/v1/apps', { headers: { authorization } });
      expect(answer).toMatchObject({ status: 401, body: { code: 'key-required' } });
    }
    expect(await client().get('/v1/apps')).toMatchObject({ status: 200 });
  });
});
