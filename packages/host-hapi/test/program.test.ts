import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aFolder } from './world/a-folder.js';
import { createHttpClient } from './world/client.js';
import { readyUrl, serveIn } from './world/the-program.js';

describe('the program', () => {
  it('says one line when it is ready, and ends in order on SIGTERM, streams included', async () => {
    const folder = await aFolder();
    const running = serveIn(folder, { CUELIGHT_PORT: '0' });
    const url = await readyUrl(running);
    const key = (await readFile(join(folder, 'data', 'admin-key'), 'utf8')).trim();
    const app = await createHttpClient(url, key).post('/v1/apps', { name: 'Portal' });
    const headers = { authorization: `Bearer ${key}` };
    const stream = await fetch(`${url}/v1/apps/${app.body.id}/events`, { headers });

    running.child.kill('SIGTERM');

    expect(await stream.text()).toBe('event: snapshot\ndata: {"jobs":[],"complete":true}\n\n');
    expect(await running.exit).toBe(0);
    expect(running.stdout()).toBe(`Cuelight is ready at ${url}\n`);
    expect(running.stderr()).toContain('Cuelight has ended.');
  });

  it('makes an admin key that only its owner can read, and prints only its path', async () => {
    const folder = await aFolder();
    const running = serveIn(folder, { CUELIGHT_PORT: '0' });
    await readyUrl(running);

    const file = join(folder, 'data', 'admin-key');
    const key = (await readFile(file, 'utf8')).trim();

    expect(key.length).toBeGreaterThanOrEqual(32);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(running.stderr()).toContain('data/admin-key');
    expect(running.stderr()).not.toContain(key);
  });

  it('warns of a variable without effect, on standard error and in the log', async () => {
    const running = serveIn(await aFolder(), { CUELIGHT_PORT: '0', CUELIGHT_PORTT: '7400' });
    await readyUrl(running);

    const lines = running.stderr().split('\n');

    const warning = 'CUELIGHT_PORTT is not a setting of this version and has no effect.';
    expect(lines).toContain(`Warning: ${warning}`);
    expect(lines.find((line) => line.startsWith('{"level":40'))).toContain(warning);
  });

  it('refuses settings that cannot be used, all at once, and exits with 1', async () => {
    const environment = { CUELIGHT_PORT: 'x', CUELIGHT_HOST: '0.0.0.0', CUELIGHT_EVENTS: 'redis://x' };
    const running = serveIn(await aFolder(), environment);

    expect(await running.exit).toBe(1);
    expect(running.stdout()).toBe('');
    for (const name of Object.keys(environment)) expect(running.stderr()).toContain(name);
  });
});
