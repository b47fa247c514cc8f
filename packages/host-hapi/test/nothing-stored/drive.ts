import { createHmac, randomBytes } from 'node:crypto';
import type { FaultRule } from '@cuelight/test-harness/fake-orchestrator';
import { startPresenting } from '@cuelight/test-harness/odd-servers';
import { seed } from '../world/a-world.js';
import { until } from '../world/until.js';
import type { Where } from './a-gossip.js';
import { type AnOrchestrator, anOrchestrator } from './an-orchestrator.js';
import {
  type Credentials,
  canariesIn,
  canariesOf,
  canariesOfJob,
  type ProcessData,
  someCredentials,
  someProcessData,
} from './canaries.js';
import type { NotedAnswer, Notes, NotingClient } from './notes.js';
import type { Canary, Place } from './search.js';

/** Who drives: an app with its keys, a process, and data of its own. */
interface DrivingApp {
  readonly id: string;
  readonly processId: string;
  readonly data: ProcessData;
  readonly runtime: NotingClient;
  readonly runtimeKey: string;
  readonly designer: NotingClient;
  readonly keys: readonly string[];
}

/** Where the drive is. */
interface Road {
  readonly notes: Notes;
  readonly admin: NotingClient;
  readonly credentials: Credentials;
  readonly orchestrator: AnOrchestrator;
}

/** What was driven. */
export interface Drive {
  readonly canaries: readonly Canary[];
  /** What is stored and told by design. */
  readonly controls: readonly Canary[];
  /** Deletes what was made, by the routes for that. */
  takeDown(): Promise<void>;
}

const everything = { number: 0, of: 1 };

/**
 * Uses every route as it is meant to be used, then wrongly, then with an Orchestrator in trouble.
 *
 * @param share which troubles: every `of`th from that number on
 */
export async function drive(notes: Notes, adminKey: string, { number, of } = everything): Promise<Drive> {
  const credentials = someCredentials();
  const admin = notes.client(adminKey);
  const road = { notes, admin, credentials, orchestrator: await anOrchestrator(credentials) };
  const connectionName = `Finance ${randomBytes(8).toString('hex')}`;
  await operate(admin);
  const connectionId = await connect(road, connectionName);
  const apps = await Promise.all([anApp(road, connectionId), anApp(road, connectionId)]);
  const [app, other] = apps;

  await Promise.all(apps.map((each) => runJobs(road, each)));
  await sendWrongThings(app);
  await deliver(road, connectionId, app);
  await diagnose(admin, connectionId, app.processId);
  const shownOnce = [...(await usePage(road, app)), ...(await signIn(road, adminKey))];
  await loseDeliveries(road, other);
  await loseAnswers(road, other);
  const troubled = await Promise.all(
    troubles
      .filter((_, index) => index % of === number)
      .map(async (trouble, index) => {
        const its = { ...road, orchestrator: await anOrchestrator(credentials) };
        await useInTrouble(its, app, trouble, index % diagnosedEvery === 0);
        return its.orchestrator;
      }),
  );
  await rotateMasterKey(admin);
  for (const path of ['/v1/audit?limit=200', '/metrics', '/v1/support-bundle', '/v1/system']) await admin.get(path);

  const orchestrators = [road.orchestrator, ...troubled];
  const jobs = orchestrators.flatMap((each) => each.admin.state().jobs);
  return {
    controls: [
      { what: 'the name of a connection', text: connectionName },
      { what: 'the id of a connection', text: connectionId },
      { what: 'the id of a process reference', text: app.processId },
    ],
    canaries: [
      ...canariesIn(credentials),
      ...apps.flatMap(({ id, data }) => canariesOf(id, data)),
      ...apps.flatMap(({ id, data }) =>
        jobs.filter((job) => isJobOf(job, data)).flatMap((job) => canariesOfJob(id, job)),
      ),
      ...apps.flatMap(({ keys }) => keys).map(canaryOfKey),
      ...shownOnce,
      ...orchestrators.flatMap(({ heard }) => [...heard]).map((text) => ({ what: 'a token or webhook secret', text })),
      { what: 'the admin key', text: adminKey, mayStandIn: ({ name }) => name === 'data/admin-key' },
    ],
    async takeDown() {
      for (const { id, processId, designer } of apps) {
        await designer.delete(`/v1/apps/${id}/processes/${processId}`);
        await admin.delete(`/v1/apps/${id}`);
      }
      await admin.delete(`/v1/connections/${connectionId}?references=delete`);
    },
  };
}

function canaryOfKey(text: string): Canary {
  return shownIn('POST /v1/apps/{id}/keys', 'an API key', text);
}

/** What only the answer of one route may hold. */
function shownIn(route: string, what: string, text: string): Canary {
  return { what, text, mayStandIn: ({ kind, name }: Place) => kind === 'reply' && name === route };
}

/** What a web page of the app does with its token, and what somebody does who has one that is not valid. */
async function usePage({ notes }: Road, app: DrivingApp): Promise<readonly Canary[]> {
  const { id, processId, runtime, data } = app;
  const processes = `/v1/apps/${id}/processes`;
  const { body } = await runtime.post(`/v1/apps/${id}/tokens`, { processIds: [processId], ttlS: 900 });
  const token = String(body.token);
  const page = notes.client(token, id);
  const headers = { origin: 'https://portal.example' };
  await page.call('GET', processes, { headers });
  await start({ ...app, runtime: page });
  await page.post(`/v1/processes/${processId}/jobs`, { input: data.input });
  await page.post(`/v1/apps/${id}/tokens`, { ttlS: 60 });
  await page.get(`/v1/processes/${processId}/jobs/${token}`);
  for (const wrong of [`${token}x`, token.replace(/.$/, '~')]) await notes.client(wrong, id).get(processes);
  // The whole, and what cannot be told from the ids alone.
  const signature = token.split('.').at(-1) ?? '';
  return [token, signature].map((text) => shownIn('POST /v1/apps/{id}/tokens', 'a token of a page', text));
}

/** Somebody signs in to the console, with a code and with a key, and out. */
async function signIn({ notes, admin }: Road, adminKey: string): Promise<readonly Canary[]> {
  const { body } = await admin.post('/v1/session/codes');
  const code = String(body.code);
  const nobody = notes.client('');
  const headers = { origin: notes.url };
  const canaries = [shownIn('POST /v1/session/codes', 'a code to sign in with', code)];
  for (const given of [{ code }, { code }, { key: adminKey }, { key: code }]) {
    const answer = await nobody.call('POST', '/v1/session', { body: given, headers });
    const cookie = answer.headers.get('set-cookie')?.split(';')[0];
    if (cookie === undefined) continue;
    canaries.push(shownIn('POST /v1/session', 'a session', cookie.split('=')[1] ?? ''));
    await nobody.call('GET', '/v1/session', { headers: { cookie } });
    await nobody.call('POST', '/v1/apps', { body: { name: 'Never' }, headers: { cookie } });
    await nobody.call('DELETE', '/v1/session', { headers: { cookie, ...headers } });
    await nobody.call('GET', '/v1/session', { headers: { cookie } });
  }
  return canaries;
}

/** To the key that seals already, as after a rotation that was cut short, and to one that there is not. */
async function rotateMasterKey(admin: NotingClient): Promise<void> {
  const { body } = await admin.get('/v1/secrets');
  const { keys } = body.masterKeys as {
    readonly keys: readonly { readonly id: string; readonly isSealing: boolean }[];
  };
  for (const to of [keys.find(({ isSealing }) => isSealing)?.id, 'nobodys']) {
    await admin.post('/v1/secrets/rotation', { to });
  }
}

function isJobOf(job: Readonly<Record<string, unknown>>, { input }: ProcessData): boolean {
  return String(job.InputArguments).includes(JSON.stringify(input).slice(1, -1));
}

const live = { accept: 'text/event-stream' };

async function operate(admin: NotingClient): Promise<void> {
  for (const path of ['/healthz', '/readyz', '/openapi.json', '/v1/no-such-route']) await admin.get(path);
  const server = await startPresenting('ca');
  await admin.post('/v1/presented-chain', { orchestratorUrl: `https://127.0.0.1:${server.port}` });
  await server.close();
}

async function connect({ notes, admin, credentials, orchestrator }: Road, name: string): Promise<string> {
  const { password, asClient, token, wrong } = sentAs(credentials);
  const target = { orchestratorUrl: orchestrator.url, tenant: 'Default' };

  const id = idOf(await admin.post('/v1/connections', { name, ...target, credential: password }));
  const path = `/v1/connections/${id}`;
  await admin.call('PATCH', path, { body: { ...target, credential: token } });
  await admin.call('PUT', `${path}/credential`, { body: asClient });
  await admin.call('PUT', `${path}/credential`, { body: password });
  await admin.call('PATCH', path, { body: { name } });
  for (const credential of wrong) {
    // As it is made, a diagnosis tells of each check by itself.
    await admin.call('PUT', `${path}/credential`, { body: credential, headers: live });
    await admin.post('/v1/connections', { name: 'Wrong', ...target, credential });
  }
  await admin.post('/v1/connections', { name, ...target, credential: { ...password, token: credentials.accessToken } });
  await admin.call('POST', '/v1/connections', { body: `{"credential": "${credentials.accessToken}` });
  await notes.client(credentials.wrong.slice(0, 16)).get('/v1/connections');
  for (const shown of ['/v1/connections', path, `${path}/folders`, `${path}/processes`]) await admin.get(shown);
  return id;
}

function sentAs({ password, clientSecret, accessToken, wrong }: Credentials) {
  return {
    password: { kind: 'password', username: 'admin', password },
    asClient: { kind: 'client-credentials', clientId: 'an-application', clientSecret },
    token: { kind: 'personal-access-token', token: accessToken },
    wrong: [
      { kind: 'password', username: 'admin', password: wrong },
      { kind: 'client-credentials', clientId: 'an-application', clientSecret: wrong },
      { kind: 'personal-access-token', token: wrong },
    ],
  };
}

async function anApp({ notes, admin }: Road, connectionId: string): Promise<DrivingApp> {
  const id = idOf(await admin.post('/v1/apps', { name: 'Invoice portal' }));
  const keys = await Promise.all(
    ['designer', 'runtime', 'admin'].map(async (scope) => {
      const { body } = await admin.post(`/v1/apps/${id}/keys`, { name: `${scope} key`, scope });
      return { id: String(body.id), text: String(body.key) };
    }),
  );
  const [designerKey, runtimeKey, spare] = keys;
  if (designerKey === undefined || runtimeKey === undefined) throw new Error('no key was made');
  await admin.delete(`/v1/apps/${id}/keys/${spare?.id}`);

  const origins = ['https://portal.example'];
  for (const body of [{ origins }, { origins: [designerKey.text] }])
    await admin.call('PATCH', `/v1/apps/${id}`, { body });

  const designer = notes.client(designerKey.text, id);
  const processId = await bind(designer, id, connectionId);
  for (const path of ['/v1/apps', `/v1/apps/${id}/keys`, `/v1/apps/${id}/processes`]) await admin.get(path);
  return {
    ...{ id, processId, designer },
    data: someProcessData(),
    runtime: notes.client(runtimeKey.text, id),
    runtimeKey: runtimeKey.text,
    keys: keys.map(({ text }) => text),
  };
}

async function bind(designer: NotingClient, appId: string, connectionId: string): Promise<string> {
  const bound = { connectionId, folderKey: seed.shared, releaseKey: seed.echoText, runOn: 'orchestrator' };
  return idOf(await designer.post(`/v1/apps/${appId}/processes`, bound));
}

/** One job to each end, followed alone and with all others. */
async function runJobs({ notes, orchestrator }: Road, app: DrivingApp): Promise<void> {
  const { data, runtime } = app;
  const ofApp = await notes.follow(`/v1/apps/${app.id}/events`, app.runtimeKey, app.id);
  await ofApp.waitFor(({ event }) => event === 'snapshot');
  const ends = [
    { state: 'Successful', output: { out_Text: data.output } },
    { state: 'Faulted', info: data.fault },
  ] as const;

  for (const end of ends) {
    const path = await start(app);
    const ofJob = await notes.follow(`${path}/events`, app.runtimeKey, app.id);
    await ofJob.waitFor(({ event }) => event === 'snapshot');
    orchestrator.admin.setJobState(keyIn(path), { state: 'Running', info: data.progress });
    await ofApp.waitFor((event) => event.data.jobKey === keyIn(path) && event.data.state === 'Running');
    orchestrator.admin.setJobState(keyIn(path), end);
    await ofJob.waitForEnd();
    await ofApp.waitFor((event) => event.data.jobKey === keyIn(path) && event.data.state === end.state);
    await runtime.get(path);
    await runtime.post(`${path}/stop`, { mode: 'soft' });
  }
  const stopped = await start(app);
  await runtime.post(`${stopped}/stop`, { mode: 'kill' });
  ofApp.hangUp();
}

async function start(app: DrivingApp): Promise<string> {
  const answer = await startJob(app);
  if (answer.status !== 202) throw new Error(`the start was answered ${answer.status}: ${answer.text}`);
  return `/v1/processes/${app.processId}/jobs/${answer.body.jobKey}`;
}

function startJob({ runtime, processId, data }: DrivingApp, headers: Readonly<Record<string, string>> = {}) {
  const body = { input: { in_Text: data.input } };
  return runtime.call('POST', `/v1/processes/${processId}/jobs`, { body, headers });
}

/** The key of the job that a path is of. */
function keyIn(path: string): string {
  return path.split('/').at(-1) ?? '';
}

async function sendWrongThings(app: DrivingApp): Promise<void> {
  const { data, runtime, processId } = app;
  const jobs = `/v1/processes/${processId}/jobs`;
  const key = { 'idempotency-key': data.idempotencyKey };
  await startJob(app, key);
  await startJob(app, key);
  const another = { input: { in_Text: `${data.input} another` } };
  await runtime.call('POST', jobs, { body: another, headers: key });
  await runtime.call('POST', jobs, { body: another, headers: { 'idempotency-key': `${data.idempotencyKey} ` } });
  const given = JSON.stringify(data.input);
  const bodies = [
    `{"input": {"in_Text": ${given}`,
    `{"input": {"in_Text": ${given} ${given}}}`,
    `{"input": {"in_Text": ${given}, ${JSON.stringify(data.argumentName)}: 12345678901234567890}}`,
    `{"input": ${given}}`,
    `{"input": {}, "runtime": [${given}]}`,
    `{"input": {"in_Text": ${JSON.stringify(data.input.repeat(1_000))}}}`,
    `{"input": {"in_Text": ${JSON.stringify(data.input.repeat(50_000))}}}`,
  ];
  for (const body of bodies) await runtime.call('POST', jobs, { body });
  for (const place of [encodeURIComponent(data.input), `x?job=${encodeURIComponent(data.input)}`]) {
    await runtime.get(`${jobs}/${place}`);
    await runtime.post(`${jobs}/${place}/stop`, { mode: data.input });
  }
}

/** Deliveries by hand: signed, wrongly signed, unsigned. */
async function deliver(
  { notes, admin, orchestrator }: Road,
  connectionId: string,
  { data }: DrivingApp,
): Promise<void> {
  const secret = String(orchestrator.admin.state().webhooks[0]?.Secret);
  const text = data.event;
  const job = { Id: 1, Key: text, State: text, Info: text, OutputArguments: { out: text }, Robot: { Name: text } };
  const about = {
    EventId: text,
    Timestamp: text,
    StartInfo: { InputArguments: text },
    WorkflowEvent: { text },
    Job: job,
  };
  const bodies = [
    JSON.stringify({ Type: 'job.faulted', ...about }),
    JSON.stringify({ Type: 'job.created', ...about, Jobs: [job] }),
    JSON.stringify({ Type: 'job.teleported', ...about }),
    JSON.stringify({ Type: 'job.started', ...about, Timestamp: '2026-11-23T09:00:00Z' }),
    text,
  ];
  for (const body of bodies) {
    const signature = createHmac('sha256', secret).update(body).digest('base64');
    const mistaken = [Buffer.from(signature, 'base64').toString('hex'), signature.toLowerCase()];
    for (const signed of [...[signature, ...mistaken].map((text) => ({ 'x-uipath-signature': text })), {}]) {
      await notes.client(text.slice(0, 16)).call('POST', `/hooks/${connectionId}`, { body, headers: signed });
    }
  }
  await admin.get(`/v1/connections/${connectionId}/refused-deliveries`);
}

/** A diagnosis of a server in trouble takes some seconds: not every trouble is worth one. */
const diagnosedEvery = 5;

async function diagnose(admin: NotingClient, connectionId: string, processId: string): Promise<void> {
  await admin.call('POST', `/v1/connections/${connectionId}/check`, { body: { processId }, headers: live });
  await admin.get(`/v1/connections/${connectionId}/diagnosis?processId=${processId}`);
}

const faults: readonly Omit<FaultRule, 'on'>[] = [
  { action: 'status', status: 500 },
  { action: 'status', status: 503, retryAfterS: 1 },
  { action: 'status', status: 429, retryAfterS: 1 },
  { action: 'status', status: 401 },
  { action: 'status', status: 403 },
  { action: 'status', status: 404 },
  { action: 'html' },
  { action: 'truncate' },
  { action: 'reset' },
  { action: 'commit-then-drop' },
];

/** How an Orchestrator can be in trouble: with what the fake does wrong, or by saying all that it was told. */
const troubles: readonly ((orchestrator: AnOrchestrator, on: Where) => void)[] = [
  ...faults.map(
    (fault) =>
      ({ admin }: AnOrchestrator, on: Where) =>
        void admin.addFault({ on, ...fault }),
  ),
  ...[200, 400, 401, 409, 500].map(
    (status) =>
      ({ repeatWith }: AnOrchestrator, on: Where) =>
        repeatWith(status, on),
  ),
];

/** A connection to an Orchestrator that does everything but start, and then nothing. */
async function useInTrouble(
  { admin, credentials, orchestrator }: Road,
  app: DrivingApp,
  begin: (typeof troubles)[number],
  isDiagnosed: boolean,
): Promise<void> {
  const { password, asClient, token } = sentAs(credentials);
  const target = { name: 'In trouble', orchestratorUrl: orchestrator.url, tenant: 'Default' };
  const connectionId = idOf(await admin.post('/v1/connections', { ...target, credential: password }));
  const path = `/v1/connections/${connectionId}`;
  const itsApp = { ...app, processId: await bind(app.designer, app.id, connectionId) };
  const ended = await start(itsApp);
  orchestrator.admin.setJobState(keyIn(ended), { state: 'Successful', output: { out_Text: app.data.output } });

  begin(orchestrator, 'POST /*StartJobs');
  const starting = startJob(itsApp);
  // Its answer may take long: it waits for a job that was never made.
  await until(() => orchestrator.startsHeard() > 1 || undefined, 'the start to reach Orchestrator');
  begin(orchestrator, '* /*');
  await Promise.all([
    starting,
    startJob(itsApp),
    app.designer.get(`${path}/folders`),
    app.designer.get(`${path}/processes?folderKey=${seed.shared}`),
    app.runtime.get(ended),
    app.runtime.post(`${ended}/stop`, { mode: 'soft' }),
    ...(isDiagnosed ? [diagnose(admin, connectionId, itsApp.processId)] : []),
    admin.call('PUT', `${path}/credential`, { body: password }),
    ...[asClient, token].map((credential) => admin.post('/v1/connections', { ...target, credential })),
  ]);
}

/** Starts that Orchestrator took, but did not answer well: their jobs are found. */
async function loseAnswers({ orchestrator }: Road, app: DrivingApp): Promise<void> {
  for (const action of ['commit-then-drop', 'truncate'] as const) {
    orchestrator.admin.addFault({ on: 'POST /*StartJobs', action, times: 1 });
    await start(app);
  }
}

/** Jobs whose webhooks are lost or garbled on their way. */
async function loseDeliveries({ notes, orchestrator }: Road, app: DrivingApp): Promise<void> {
  const { data, runtimeKey, id } = app;
  for (const action of ['double', 'unsigned', 'truncate', 'reset', 'status', 'lose', 'commit-then-drop'] as const) {
    orchestrator.admin.addFault({ on: 'webhook', action, times: 1 });
    const job = await start(app);
    const following = await notes.follow(`${job}/events`, runtimeKey, id);
    await following.waitFor(({ event }) => event === 'snapshot');
    orchestrator.admin.setJobState(keyIn(job), { state: 'Running', info: data.progress });
    orchestrator.admin.setJobState(keyIn(job), { state: 'Faulted', info: data.fault });
    await following.waitForEnd();
  }
}

/** The id in an answer; a refusal ends the drive. */
function idOf({ status, body, text }: NotedAnswer): string {
  if (status !== 201) throw new Error(`expected 201, got ${status}: ${text}`);
  return String(body.id);
}
