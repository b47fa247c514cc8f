import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Seed } from '../../src/fake-orchestrator/index.js';
import { profileOf } from '../../src/fake-orchestrator/profile/profile-of.js';
import { routesOf } from '../../src/fake-orchestrator/routes/router-of.js';
import { startBodySchema } from '../../src/fake-orchestrator/routes/start-info.js';
import { webhookBodySchema } from '../../src/fake-orchestrator/routes/webhook-fields.js';
import { brokenImport, echoText } from './a-fake.js';
import { aFakeOf } from './a-fake-of.js';
import { aSubscriber } from './a-subscriber.js';
import type { ApiAnswer } from './api-client.js';
import { describedVersions, productDescription } from './product-description.js';
import { subscribe } from './requests.js';

const referenceFolder = process.env.CUELIGHT_REFERENCE_DIR;
const reason = 'CUELIGHT_REFERENCE_DIR is not set: there are no descriptions';
const action = 'UiPath.Server.Configuration.OData.';

const seed: Seed = {
  tenants: [
    {
      name: 'Default',
      users: [{ username: 'admin', password: 'admin-password' }],
      folders: [
        {
          path: 'Shared',
          processes: [
            { name: 'EchoText', key: echoText, arguments: { input: [{ name: 'in_Text' }] } },
            { name: 'BrokenImport', key: brokenImport, outcome: 'faulted', info: 'It broke.' },
          ],
        },
        { path: 'Shared/Below' },
        { path: 'Classic', kind: 'classic', unattendedRobots: 2, processes: [{ name: 'Old' }] },
      ],
    },
  ],
};

/** What the product's descriptions lack although it is there. Sources: UiPath-Services/UiPathOrch; UiPath docs. */
const undescribed = new Set(['GET /api/Status/Version']);

describe.each(describedVersions)('what the product says of API version %i', (version) => {
  it('holds for every reply of every route that is served', async ({ skip }) => {
    if (referenceFolder === undefined) return skip(reason);
    const product = productDescription(referenceFolder, version);
    const { url, admin, api, in: inFolder } = await aFakeOf(version, seed);
    const shared = inFolder('Shared');
    const classic = inFolder('Classic');
    const faults: unknown[] = [];
    const visited = new Set<string>();
    const check = (route: string, answer: ApiAnswer): ApiAnswer => {
      visited.add(route);
      const found = product.faultsOfReply(route, answer.status, answer.text);
      faults.push(...found.map((fault) => [route, answer.status, fault]));
      return answer;
    };
    const get = async (route: string, client = api, path = route.slice('GET '.length)): Promise<ApiAnswer> =>
      check(route, await client.get(path));
    const post = async (route: string, client: typeof api, path: string, body?: unknown): Promise<ApiAnswer> =>
      check(route, await client.post(path, body));
    const startJobs = (ReleaseKey: string, client = shared): Promise<ApiAnswer> =>
      post(`POST /odata/Jobs/${action}StartJobs`, client, `/odata/Jobs/${action}StartJobs`, {
        startInfo: { ReleaseKey, Strategy: 'JobsCount', JobsCount: 1, InputArguments: '{"in_Text":"Hi"}' },
      });

    const login = { usernameOrEmailAddress: 'admin', password: 'admin-password' };
    await post('POST /api/Account/Authenticate', api, '/api/Account/Authenticate', login);
    await post('POST /api/Account/Authenticate', api, '/api/Account/Authenticate', {});
    for (const name of ['GetAuthenticationSettings', ...(version === 9 ? [] : ['GetActivitySettings'])]) {
      await get(`GET /odata/Settings/${action}${name}`);
    }
    await get('GET /api/Status/Get');
    await get(`GET /odata/Settings/${action}GetLicense`);
    const reach = 'GET /api/Status/VerifyHostAvailibility';
    for (const host of [new URL(url).host, '127.0.0.1:1']) {
      await get(reach, api, `/api/Status/VerifyHostAvailibility?url=http://${host}`);
    }
    for (const name of ['GetCurrentUser', 'GetCurrentPermissions']) await get(`GET /odata/Users/${action}${name}`);

    await get('GET /odata/Folders');
    await get('GET /odata/Folders({id})', api, '/odata/Folders(1)');
    await get('GET /odata/Folders({id})', api, '/odata/Folders(99)');
    const navigation = '/api/FoldersNavigation';
    await get(`GET ${navigation}/GetAllFoldersForCurrentUser`);
    for (const name of ['GetFoldersForCurrentUser', 'GetFolderNavigationContextForCurrentUser']) {
      await get(`GET ${navigation}/${name}`, api, `${navigation}/${name}?skip=0&take=10&folderId=1`);
    }
    if (version !== 9) {
      const roles = `${navigation}/GetAllRolesForUser`;
      await get(`GET ${roles}`, api, `${roles}?username=admin`);
      const runtimes = `/odata/Machines/${action}GetRuntimesForFolder`;
      await get(`GET ${runtimes}(folderId={id})`, api, `${runtimes}(folderId=1)`);
    }
    for (const client of [shared, classic]) {
      await get('GET /odata/Robots', client);
      await get('GET /odata/Environments', client);
      await get('GET /odata/Releases', client, '/odata/Releases?$expand=CurrentVersion,ReleaseVersions,Environment');
    }
    await get('GET /odata/Processes');

    const { rows: releases } = await get('GET /odata/Releases', shared);
    const release = `/odata/Releases(${releases[0]?.Id})`;
    await get('GET /odata/Releases({id})', shared, release);
    const change = `/${action}UpdateToSpecificPackageVersion`;
    await post(`POST /odata/Releases({id})${change}`, shared, `${release}${change}`, { packageVersion: '1.0.1' });

    const [webhookUrl, missing] = ['http://127.0.0.1:9/hook', '/odata/Webhooks(99)'];
    const webhookBody = { Url: webhookUrl, Enabled: true, SubscribeToAllEvents: true, AllowInsecureSsl: false };
    const { body: made } = await post('POST /odata/Webhooks', api, '/odata/Webhooks', webhookBody);
    const webhook = `/odata/Webhooks(${made.Id})`;
    await get('GET /odata/Webhooks');
    await get(`GET /odata/Webhooks/${action}GetEventTypes`);
    await post(`POST /odata/Webhooks({id})/${action}Ping`, api, `${webhook}/${action}Ping`);
    await get('GET /odata/Webhooks({id})', api, webhook);
    await get('GET /odata/Webhooks({id})', api, missing);
    check('PUT /odata/Webhooks({id})', await api.send('PUT', webhook, webhookBody));
    check('PATCH /odata/Webhooks({id})', await api.send('PATCH', webhook, { Enabled: false }));
    check('DELETE /odata/Webhooks({id})', await api.send('DELETE', webhook));

    const made1 = await startJobs(echoText);
    await startJobs(brokenImport);
    const old = (await classic.get('/odata/Releases')).rows[0];
    await startJobs(String(old?.Key), classic);
    await admin.advanceClock(60_000);
    const expanded = '/odata/Jobs?$expand=Robot,Release&$count=true';
    await get('GET /odata/Jobs', shared, expanded);
    await get('GET /odata/Jobs', classic, expanded);
    await get('GET /odata/Jobs', shared, '/odata/Jobs?$filter=Nothing eq 1');
    await get('GET /odata/Jobs', api);
    const job = `/odata/Jobs(${made1.rows[0]?.Id})`;
    const stopJob = (path: string): Promise<ApiAnswer> =>
      post(`POST /odata/Jobs({id})/${action}StopJob`, shared, `${path}/${action}StopJob`, { strategy: 'SoftStop' });
    await stopJob(job);
    await admin.advanceClock(120_000);
    await stopJob(job);
    await get('GET /odata/Jobs({id})', shared, `${job}?$expand=Robot,Release`);
    await get('GET /odata/Jobs({id})', shared, '/odata/Jobs(1)');
    await post(`POST /odata/Jobs/${action}StopJobs`, shared, `/odata/Jobs/${action}StopJobs`, {
      jobIds: [made1.rows[0]?.Id],
      strategy: 'Kill',
    });
    await get('GET /odata/Jobs', shared);

    const served = routesOf(profileOf(version)).map(({ method, path }) => `${method} ${path}`);
    expect(faults).toEqual([]);
    expect(served.filter((route) => !visited.has(route) && !undescribed.has(route))).toEqual([]);
  });

  it('holds for every event about a job that is sent', async ({ skip }) => {
    if (referenceFolder === undefined) return skip(reason);
    const product = productDescription(referenceFolder, version);
    const { admin, api, in: inFolder } = await aFakeOf(version, seed);
    const subscriber = await aSubscriber();
    await subscribe(api, subscriber.url);
    const begin = async (ReleaseKey: string): Promise<string> => {
      const startInfo = { ReleaseKey, Strategy: 'JobsCount', JobsCount: 1, InputArguments: '{"in_Text":"Hi"}' };
      const { rows } = await inFolder('Shared').post(`/odata/Jobs/${action}StartJobs`, { startInfo });
      return String(rows[0]?.Key);
    };

    const keys = [await begin(echoText), await begin(echoText), await begin(echoText)];
    const forced = ['Running', 'Suspended', 'Resumed', 'Running', 'Successful'] as const;
    for (const state of forced) admin.setJobState(String(keys[0]), { state });
    admin.setJobState(String(keys[1]), { state: 'Stopped' });
    admin.setJobState(String(keys[2]), { state: 'Faulted' });
    await admin.advanceClock(0);

    const faults = subscriber.received.flatMap(({ body }) => product.faultsOfEvent(String(body.Type), body));
    expect(faults).toEqual([]);
    expect(new Set(subscriber.types())).toEqual(
      new Set(['created', 'started', 'suspended', 'completed', 'stopped', 'faulted'].map((name) => `job.${name}`)),
    );
  });

  it('fits every body that a start is accepted with', ({ skip }) => {
    if (referenceFolder === undefined) return skip(reason);
    const product = productDescription(referenceFolder, version);
    const schema = startBodySchema(profileOf(version));

    fc.assert(
      fc.property(someMembersOf(startMembers), (startInfo) => {
        if (!schema.safeParse({ startInfo }).success) return;
        expect(product.faultsOfBody(`POST /odata/Jobs/${action}StartJobs`, { startInfo })).toEqual([]);
      }),
    );
  });

  it('fits every body that a webhook is accepted with', ({ skip }) => {
    if (referenceFolder === undefined) return skip(reason);
    const product = productDescription(referenceFolder, version);
    const schema = webhookBodySchema(profileOf(version));

    fc.assert(
      fc.property(someMembersOf(webhookMembers), (body) => {
        if (!schema.safeParse(body).success) return;
        expect(product.faultsOfBody('POST /odata/Webhooks', body)).toEqual([]);
      }),
    );
  });
});

type Members = Readonly<Record<string, fc.Arbitrary<unknown>>>;

/** All members that the oldest version has, and at most one of those that may be unknown to it. */
function someMembersOf({ known, younger }: { readonly known: Members; readonly younger: Members }) {
  const one = fc.oneof(
    fc.constant({}),
    ...Object.entries(younger).map(([name, value]) => value.map((given) => ({ [name]: given }))),
  );
  return fc.tuple(fc.record(known, { requiredKeys: [] }), one).map(([old, more]) => ({ ...old, ...more }));
}

const startMembers = {
  known: {
    ReleaseKey: fc.uuid(),
    Strategy: fc.constantFrom('All', 'Specific', 'RobotCount', 'JobsCount', 'ModernJobsCount'),
    RobotIds: fc.array(fc.nat()),
    NoOfRobots: fc.nat(),
    JobsCount: fc.nat(),
    Source: fc.constantFrom('Manual', 'Schedule', 'Queue'),
    InputArguments: fc.option(fc.json()),
  },
  younger: {
    JobPriority: fc.constantFrom('Low', 'Normal', 'High'),
    RuntimeType: fc.constantFrom('Unattended', 'Attended', 'Headless', 'TestAutomation'),
    Reference: fc.string(),
    MachineSessionIds: fc.array(fc.nat()),
    SpecificPriorityValue: fc.integer({ min: 1, max: 100 }),
    RunAsMe: fc.boolean(),
    Nothing: fc.json(),
  },
};

const webhookMembers = {
  known: {
    Url: fc.constantFrom('https://runner.local/hook', 'http://127.0.0.1:9'),
    Enabled: fc.boolean(),
    SubscribeToAllEvents: fc.boolean(),
    AllowInsecureSsl: fc.boolean(),
    Secret: fc.option(fc.string({ maxLength: 101 })),
    Events: fc.array(fc.record({ EventType: fc.constantFrom('job.completed', 'job.created') })),
    Id: fc.nat(),
  },
  younger: { Key: fc.uuid(), Name: fc.string(), Description: fc.string(), Nothing: fc.json() },
};
