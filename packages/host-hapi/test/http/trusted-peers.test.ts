import { describe, expect, it } from 'vitest';
import { trustedPeers } from '../../src/http/trusted-peers.js';
import { aWorld } from '../world/a-world.js';

describe('a peer of a service behind a proxy', () => {
  const isTrusted = trustedPeers(['10.1.0.0/16', ' fd00::/8']);

  it.each(['10.1.0.7', '::ffff:10.1.0.7', 'fd12::7', '127.0.0.1', '::ffff:127.0.0.1', '::1'])(
    '%s is trusted',
    (peer) => {
      expect(isTrusted(peer)).toBe(true);
    },
  );

  it.each(['10.2.0.7', '::ffff:10.2.0.7', '192.168.1.1', 'fe80::1%eth0', '2001:db8::1', ''])('%s is not', (peer) => {
    expect(isTrusted(peer)).toBe(false);
  });

  it('that is not trusted is refused whatever it asks, and loopback is not', async () => {
    const { host } = await aWorld({ trustedProxies: ['10.1.0.0/16'] });
    const from = (remoteAddress: string) => host.server.inject({ url: '/healthz', remoteAddress });

    const refused = await from('10.2.0.7');

    expect(refused.statusCode).toBe(403);
    expect(JSON.parse(refused.payload)).toMatchObject({ code: 'peer-not-trusted' });
    expect((await from('10.1.0.7')).statusCode).toBe(200);
    expect((await from('127.0.0.1')).statusCode).toBe(200);
  });
});
