import { once } from 'node:events';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { describe, expect, it, onTestFinished } from 'vitest';
import { freePort } from '../../src/free-port.js';
import { aRobot } from './a-robot.js';

const hasIpv6 = Object.values(networkInterfaces()).some((addresses) =>
  addresses?.some(({ address }) => address === '::1'),
);

describe('a robot', () => {
  it('listens at both addresses that "localhost" may mean', async ({ skip }) => {
    skip(!hasIpv6, 'no ::1: this machine has no IPv6');
    const robot = await aRobot();

    const statuses = await Promise.all(
      ['127.0.0.1', '[::1]', 'localhost'].map(
        async (host) => (await fetch(`http://${host}:${robot.port}/GetPort`)).status,
      ),
    );

    expect(statuses).toEqual([401, 401, 401]);
  });

  it('does not start at a port that is taken', async () => {
    const { port } = await aRobot();

    await expect(aRobot({ port })).rejects.toThrow('EADDRINUSE');
  });

  it('does not start at a port of which a stranger has the other address, and lets go of it', async ({ skip }) => {
    skip(!hasIpv6, 'no ::1: this machine has no IPv6');
    const port = await freePort();
    const stranger = createServer().listen(port, '::1');
    onTestFinished(() => void stranger.close());
    await once(stranger, 'listening');

    await expect(aRobot({ port })).rejects.toThrow('EADDRINUSE');

    stranger.close();
    await once(stranger, 'close');
    expect((await aRobot({ port })).port).toBe(port);
  });
});
