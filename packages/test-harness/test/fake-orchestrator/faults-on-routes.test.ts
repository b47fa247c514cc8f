import { describe, expect, it } from 'vitest';
import type { FakeOrchestrator } from '../../src/fake-orchestrator/index.js';
import { aFake, echoText } from './a-fake.js';
import { createApiClient } from './api-client.js';
import { start } from './requests.js';

async function aToken(fake: FakeOrchestrator): Promise<string> {
  const login = { usernameOrEmailAddress: 'admin', password: 'admin-password' };
  const { body } = await createApiClient(fake.url).post('/api/Account/Authenticate', login);
  return `Bearer ${body.result}`;
}

function text(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString('utf8');
}

const startJobs = 'POST /odata/Jobs/*StartJobs';

describe('a fault on a route', () => {
  it('status: answers that status, with Retry-After, and does nothing', async () => {
    const { fake, api } = await aFake();
    fake.admin.addFault({ on: startJobs, action: 'status', status: 429, retryAfterS: 7 });

    const answer = await start(api.in('Shared'), echoText);

    expect([answer.status, answer.headers['retry-after']]).toEqual([429, '7']);
    expect(answer.body).toMatchObject({ message: 'An error has occurred.', errorCode: 0 });
    expect(fake.admin.state().jobs).toEqual([]);
  });

  it('status 401 and 403: answers in the shape of these', async () => {
    const { fake, api } = await aFake();
    fake.admin.addFault({ on: 'GET /odata/Folders', action: 'status', status: 401, times: 1 });
    fake.admin.addFault({ on: 'GET /odata/Folders', action: 'status', status: 403, times: 1 });

    const first = await api.get('/odata/Folders');
    const second = await api.get('/odata/Folders');
    const third = await api.get('/odata/Folders');

    expect([first.status, second.status, third.status]).toEqual([401, 403, 200]);
    expect([first.body.__abp, second.body.__abp]).toEqual([true, true]);
  });

  it('html: answers a page, with 200 or the status of the rule', async () => {
    const { fake, api } = await aFake();
    fake.admin.addFault({ on: 'GET /odata/Folders', action: 'html', times: 1 });
    fake.admin.addFault({ on: 'GET /odata/Folders', action: 'html', status: 503 });

    const answers = [await api.get('/odata/Folders'), await api.get('/odata/Folders')];

    expect(answers.map(({ status, headers }) => [status, headers['content-type']])).toEqual([
      [200, 'text/html'],
      [503, 'text/html'],
    ]);
  });

  it('reset: breaks the connection and does nothing', async () => {
    const { fake, api } = await aFake();
    fake.admin.addFault({ on: startJobs, action: 'reset' });

    await expect(start(api.in('Shared'), echoText)).rejects.toThrow();

    expect(fake.admin.state().jobs).toEqual([]);
    expect(fake.admin.journal().at(-1)).toMatchObject({ method: 'POST', status: null });
  });

  it('commit-then-drop: does the work and closes the connection without a byte', async () => {
    const { fake, api } = await aFake({ manual: true });
    fake.admin.addFault({ on: startJobs, action: 'commit-then-drop' });

    await expect(start(api.in('Shared'), echoText, { Reference: 'cl1.x' })).rejects.toThrow();

    expect(fake.admin.state().jobs).toMatchObject([{ Reference: 'cl1.x', State: 'Pending' }]);
  });

  it('truncate: does the work and cuts the answer in half', async () => {
    const { fake, api } = await aFake();
    const whole = await api.get('/odata/Folders');
    fake.admin.addFault({ on: 'GET /odata/Folders', action: 'truncate' });

    const cut = await api.get('/odata/Folders');

    expect(cut.status).toBe(200);
    expect(cut.text).toBe(whole.text.slice(0, Math.floor(whole.text.length / 2)));
  });

  it('slow-body: does the work and lets the body trickle on the virtual clock, with its headers at once', async () => {
    const { fake, api } = await aFake();
    const whole = await api.get('/odata/Folders');
    fake.admin.addFault({ on: 'GET /odata/Folders', action: 'slow-body', overMs: 3_600_000 });
    const headers = { authorization: await aToken(fake) };

    const answer = await fetch(`${fake.url}/odata/Folders`, { headers });
    const reader = answer.body?.getReader();
    const first = await reader?.read();
    await fake.admin.advanceClock(1_800_000);
    const second = await reader?.read();
    await fake.admin.advanceClock(1_800_000);
    let rest = '';
    for (let more = await reader?.read(); more?.done === false; more = await reader?.read()) rest += text(more.value);

    expect(answer.status).toBe(200);
    expect(text(first?.value).length).toBeLessThan(whole.text.length / 10);
    expect(text(first?.value) + text(second?.value) + rest).toBe(whole.text);
    expect(rest).not.toBe('');
  });

  it('slow-body: closes the connection when the fake is reset meanwhile', async () => {
    const { fake } = await aFake();
    const headers = { authorization: await aToken(fake) };
    fake.admin.addFault({ on: 'GET /odata/Folders', action: 'slow-body', overMs: 3_600_000 });

    const answer = await fetch(`${fake.url}/odata/Folders`, { headers });
    const body = answer.text();
    await fake.admin.reset();

    await expect(body).rejects.toThrow();
  });

  it('folder-renumber: gives the folders new ids just before the work, so that an id that was just read is wrong', async () => {
    const { fake, api } = await aFake({ manual: true });
    const [folder] = (await api.get('/odata/Folders')).rows;
    const inFolder = api.with({ 'x-uipath-organizationunitid': String(folder?.Id) });
    fake.admin.addFault({ on: startJobs, action: 'folder-renumber', times: 1 });

    const before = await inFolder.get('/odata/Jobs');
    const answer = await start(inFolder, echoText);
    const again = await start(api.with({ 'x-uipath-folderkey': String(folder?.Key) }), echoText);

    expect([before.status, answer.status, answer.body.errorCode, again.status]).toEqual([200, 400, 1100, 201]);
  });

  it('delay: waits on the virtual clock before it does the work', async () => {
    const { fake, api } = await aFake({ manual: true });
    fake.admin.addFault({ on: startJobs, action: 'delay', delayMs: 3_600_000 });

    const answer = start(api.in('Shared'), echoText);
    await expect.poll(() => fake.admin.journal().at(-1)?.path, { interval: 5 }).toContain('StartJobs');
    const jobsBefore = fake.admin.state().jobs;
    await fake.admin.advanceClock(3_600_000);

    expect(jobsBefore).toEqual([]);
    // The token has expired meanwhile, which shows that the work is done after the wait.
    expect((await answer).status).toBe(401);
  });

  it('delay: drops a request that still waits when the fake is reset', async () => {
    const { fake, api } = await aFake();
    fake.admin.addFault({ on: 'GET /odata/Folders', action: 'delay', delayMs: 3_600_000 });

    const answer = api.get('/odata/Folders').catch(() => 'dropped');
    await expect.poll(() => fake.admin.journal().at(-1)?.path, { interval: 5 }).toBe('/odata/Folders');
    await fake.admin.reset();

    expect(await answer).toBe('dropped');
  });
});

describe('a fault rule', () => {
  it('matches the path without its query, and "*" stands for slashes too', async () => {
    const { fake, api } = await aFake();
    fake.admin.addFault({ on: 'GET /odata/*ers', action: 'status', status: 500 });

    const answers = [await api.get('/odata/Folders?$top=1'), await api.get('/odata/Webhooks'), await api.get('/odata')];

    expect(answers.map(({ status }) => status)).toEqual([500, 200, 200]);
  });

  it('applies to the nth time, and as many times as it says', async () => {
    const { fake, api } = await aFake();
    fake.admin.addFault({ on: '* /odata/Folders', action: 'status', status: 500, nth: 2 });
    fake.admin.addFault({ on: '* /odata/Webhooks', action: 'status', status: 500, nth: 2, times: 2 });

    const folders: number[] = [];
    const webhooks: number[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      folders.push((await api.get('/odata/Folders')).status);
      webhooks.push((await api.get('/odata/Webhooks')).status);
    }

    expect(folders).toEqual([200, 500, 200, 200]);
    expect(webhooks).toEqual([200, 500, 500, 200]);
  });

  it('with a probability applies now and then, the same times for the same seed', async () => {
    const statuses = async (seed: number): Promise<readonly number[]> => {
      const { fake, api } = await aFake();
      fake.admin.addFault({ on: 'GET /odata/Folders', action: 'status', status: 500, probability: 0.5, seed });
      const seen: number[] = [];
      for (let turn = 0; turn < 20; turn += 1) seen.push((await api.get('/odata/Folders')).status);
      return seen;
    };

    const [first, same, other] = [await statuses(7), await statuses(7), await statuses(8)];

    expect(new Set(first)).toEqual(new Set([200, 500]));
    expect(same).toEqual(first);
    expect(other).not.toEqual(first);
  });

  it('ends when it is removed', async () => {
    const { fake, api } = await aFake();
    const { id } = fake.admin.addFault({ on: 'GET /odata/Folders', action: 'status', status: 500 });

    const removed = fake.admin.removeFault(id);
    const answer = await api.get('/odata/Folders');

    expect([removed, fake.admin.removeFault(id)]).toEqual([true, false]);
    expect(answer.status).toBe(200);
  });

  it('never touches the admin routes', async () => {
    const { fake, api } = await aFake();
    fake.admin.addFault({ on: '* /*', action: 'reset' });

    const answer = await api.get('/__admin/state');

    expect(answer.status).toBe(200);
  });
});
