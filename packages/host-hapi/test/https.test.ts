import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLog } from '../src/index.js';
import { watchTlsFiles } from '../src/watch-tls-files.js';
import { aFolder } from './world/a-folder.js';
import { aWorld } from './world/a-world.js';
import { until } from './world/until.js';

const fixture = (name: string) => fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url));

/** Which certificate is presented, verified against the CA of the fixtures. */
async function subjectAt(url: string): Promise<string> {
  const ca = await readFile(fixture('ca.pem'));
  return new Promise((resolve, reject) => {
    request(`${url}/healthz`, { ca, agent: false }, ({ socket }) => {
      resolve(socket instanceof TLSSocket ? String(socket.getPeerCertificate().subject.CN) : 'none');
      socket.destroy();
    })
      .once('error', reject)
      .end();
  });
}

describe('serving HTTPS', () => {
  it('presents the new certificate once its files have changed, and never half of it', async () => {
    const folder = await aFolder();
    const [certFile, keyFile] = [join(folder, 'tls.pem'), join(folder, 'tls.key')];
    const install = async (name: string, what: 'pem' | 'key') =>
      copyFile(fixture(`${name}.${what}`), join(folder, `tls.${what}`));
    await install('first', 'pem');
    await install('first', 'key');
    const pair = { cert: await readFile(certFile, 'utf8'), key: await readFile(keyFile, 'utf8') };
    const world = await aWorld({ tls: pair });
    const url = await world.host.start();
    const logged: string[] = [];
    const log = createLog('info', (line) => void logged.push(line));
    onTestFinished(watchTlsFiles({ certFile, keyFile, pair }, world.host.server.listener, log, 20));

    const before = await subjectAt(url);
    await install('second', 'pem');
    await until(() => logged.find((line) => line.includes('the old ones stay')), 'the half to be noticed');
    const between = await subjectAt(url);
    await install('second', 'key');

    expect(url).toMatch(/^https:/);
    expect([before, between]).toEqual(['first', 'first']);
    await until(async () => ((await subjectAt(url)) === 'second' ? true : undefined), 'the new certificate');
  });

  it('goes on with what it has while a file is empty, as one is that is being written', async () => {
    const folder = await aFolder();
    const [certFile, keyFile] = [join(folder, 'tls.pem'), join(folder, 'tls.key')];
    await copyFile(fixture('first.pem'), certFile);
    await copyFile(fixture('first.key'), keyFile);
    const pair = { cert: await readFile(certFile, 'utf8'), key: await readFile(keyFile, 'utf8') };
    const world = await aWorld({ tls: pair });
    const url = await world.host.start();
    const logged: string[] = [];
    const log = createLog('info', (line) => void logged.push(line));
    onTestFinished(watchTlsFiles({ certFile, keyFile, pair }, world.host.server.listener, log, 20));

    await writeFile(certFile, '');
    await until(() => logged.find((line) => line.includes('the old ones stay')), 'the empty file to be noticed');

    expect(await subjectAt(url)).toBe('first');
  });
});
