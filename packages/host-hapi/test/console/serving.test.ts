import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { consoleFiles } from '../../src/console/console-files.js';
import { aWorld } from '../world/a-world.js';

async function aServer() {
  const { host } = await aWorld();
  return (url: string, headers: Readonly<Record<string, string>> = {}, method: 'GET' | 'HEAD' | 'POST' = 'GET') =>
    host.server.inject({ method, url, headers });
}

describe('the console at /', () => {
  it('is given to anybody, and may do nothing but run itself and call the service, and the robot of its own computer', async () => {
    const answer = await (await aServer())('/');

    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    });
    const policy = String(answer.headers['content-security-policy']);
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'; /);
    expect(policy).toContain("; connect-src 'self' http://localhost:*; ");
    expect(policy.replace('http://localhost:*', '')).not.toMatch(/unsafe|https?:|\*|data:/);
    expect(answer.payload).not.toMatch(/<script(?![^>]* src=)|<style|style=|https?:\/\//);
  });

  it('is asked for again each time, unless it is the same; its parts are kept for as long as a browser likes', async () => {
    const get = await aServer();
    const page = await get('/');
    const parts = partsOf(page.payload);

    expect(page.headers['cache-control']).toBe('no-cache');
    expect(await get('/', { 'if-none-match': String(page.headers.etag) })).toMatchObject({ statusCode: 304 });
    expect(parts.length).toBeGreaterThan(2);
    for (const part of parts) {
      expect(await get(part)).toMatchObject({
        statusCode: 200,
        headers: { 'cache-control': 'public, max-age=31536000, immutable', 'x-content-type-options': 'nosniff' },
      });
    }
  });

  it('is packed for whoever can unpack it', async () => {
    const get = await aServer();

    const [plain, packed] = [await get('/'), await get('/', { 'accept-encoding': 'br, gzip' })];

    expect([plain.headers['content-encoding'], packed.headers['content-encoding']]).toEqual([undefined, 'gzip']);
    expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.payload);
    expect(packed.headers.vary).toBe('accept-encoding');
    expect(packed.headers.etag).not.toBe(plain.headers.etag);
    expect((await get('/', { 'accept-encoding': 'gzip;q=0' })).headers['content-encoding']).toBeUndefined();
  });

  it('tells strangers nothing of what else there is', async () => {
    const get = await aServer();

    expect(await get('/console/nothing.js')).toMatchObject({ statusCode: 401 });
    expect(await get('/console/../package.json')).toMatchObject({ statusCode: 401 });
    expect(await get('/', {}, 'POST')).toMatchObject({ statusCode: 401 });
  });

  it('is loaded with less than 120 kB, its screens included and without what speaks to a robot, which is loaded when it is used', async () => {
    const page = (await (await aServer())('/')).payload;
    const files = consoleFiles();
    const screens = files.filter(({ path }) => path.startsWith('/console/frame'));
    const first = [...files.filter(({ path }) => path === '/' || partsOf(page).includes(path)), ...screens];
    const packed = first.reduce((sum, { gzipped }) => sum + gzipped.length, 0);
    const speaking = files.filter(({ bytes: text }) => /InvokeRobot|local-stop-ambiguous/.test(text.toString()));

    process.stdout.write(`console: ${(packed / 1_000).toFixed(1)} kB packed\n`);
    expect(screens).toHaveLength(1);
    expect(speaking).toHaveLength(2);
    expect(speaking.filter((file) => first.includes(file))).toEqual([]);
    expect(packed).toBeGreaterThan(5_000);
    expect(packed).toBeLessThan(120_000);
  });
});

/** The files that a page names. */
function partsOf(page: string): readonly string[] {
  return [...page.matchAll(/(?:src|href)="(\/console\/[^"]+)"/g)].map(([, path]) => String(path));
}
