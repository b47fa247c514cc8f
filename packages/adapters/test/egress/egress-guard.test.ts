import type { LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import { describe, expect, it } from 'vitest';
import { createEgressGuard, type EgressRules, readEgressAllow } from '../../src/egress/index.js';

const port = 443;

describe('the addresses that may be called', () => {
  it.each([
    ['8.8.8.8', undefined],
    ['2606:4700::1111', undefined],
    ['64:ff9b::8.8.8.8', undefined],
    ['10.1.2.3', undefined],
    ['172.31.255.255', undefined],
    ['192.168.0.1', undefined],
    ['fd12::1', undefined],
    ['127.0.0.1', 'loopback'],
    ['127.255.255.255', 'loopback'],
    ['::1', 'loopback'],
    ['100.64.0.1', 'shared'],
    ['172.32.0.1', undefined],
    ['0.0.0.0', 'unspecified'],
    ['0.1.2.3', 'unspecified'],
    ['::', 'unspecified'],
    ['169.254.1.1', 'link-local'],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'link-local'],
    ['224.0.0.1', 'multicast'],
    ['255.255.255.255', 'multicast'],
    ['ff02::1', 'multicast'],
    ['169.254.169.254', 'metadata'],
    ['fd00:ec2::254', 'metadata'],
    ['100.100.100.200', 'metadata'],
    ['192.0.2.1', 'reserved'],
    ['240.0.0.1', 'reserved'],
    ['2001:db8::1', 'reserved'],
    ['4000::1', 'reserved'],
    ['fec0::1', 'reserved'],
    // The same addresses in other clothes.
    ['2130706433', 'loopback'],
    ['0x7f000001', 'loopback'],
    ['0177.0.0.1', 'loopback'],
    ['127.1', 'loopback'],
    ['0xa9.0xfe.0xa9.0xfe', 'metadata'],
    ['[::1]', 'loopback'],
    ['::ffff:127.0.0.1', 'loopback'],
    ['::127.0.0.1', 'loopback'],
    ['::ffff:0:127.0.0.1', 'loopback'],
    ['64:ff9b::169.254.169.254', 'metadata'],
    ['64:ff9b:1::169.254.169.254', 'metadata'],
    ['64:ff9b:1:a9fe:a9:fe00::', 'metadata'],
    ['64:ff9b:1::8.8.8.8', 'reserved'],
    ['2002:a9fe:a9fe::', 'metadata'],
    ['2002:7f00:1::1', 'loopback'],
    ['2001:0:a9fe:a9fe::', 'metadata'],
    ['2001:0:808:808::5601:5601', 'metadata'],
  ])('by default, %s: %s is in the way', (address, expected) => {
    expect(refused('default', address)).toBe(expected);
  });

  it.each([
    ['127.0.0.0/8', '127.0.0.1', undefined],
    ['127.0.0.1', '::ffff:127.0.0.1', undefined],
    ['::1', '::1', undefined],
    ['100.64.0.0/10', '100.64.0.1', undefined],
    ['100.64.0.0/10', '100.100.100.200', 'metadata'],
    ['192.0.2.0/24', '192.0.2.1', undefined],
    ['10.1.0.0/16', '10.1.2.3', undefined],
    ['10.1.0.0/16', '::ffff:10.1.2.3', undefined],
    ['10.1.0.0/16', '10.2.0.1', 'private'],
    ['10.1.0.0/16', '8.8.8.8', 'public'],
    ['orch.example', '8.8.8.8', 'public'],
    ['0.0.0.0/0', '8.8.8.8', undefined],
    ['0.0.0.0/0', '127.0.0.1', 'loopback'],
    ['0.0.0.0/0', '100.64.0.1', 'shared'],
    ['0.0.0.0/0', '169.254.1.1', 'link-local'],
    ['169.254.169.254', '169.254.169.254', 'metadata'],
    ['fd00::/8', 'fd00:ec2::254', 'metadata'],
    ['fe80::/10', 'fe80::1', 'link-local'],
    ['::/0', '::1', 'loopback'],
    ['::/0', 'fd12::1', undefined],
    ['::/0', '10.0.0.1', 'private'],
    ['64:ff9b::/96', '64:ff9b::10.0.0.1', undefined],
    ['64:ff9b::/96', '64:ff9b::127.0.0.1', 'loopback'],
    ['64:ff9b:1::/48', '64:ff9b:1::8.8.8.8', undefined],
    ['10.1.0.0/16:443', '10.1.2.3', undefined],
    ['10.1.0.0/16:8443', '10.1.2.3', 'private'],
  ])('with %s listed, %s: %s is in the way', (list, address, expected) => {
    expect(refused(rulesOf(list), address)).toBe(expected);
  });
});

describe('a name', () => {
  it('is called at the addresses it has that may be called, and at no other', async () => {
    const answers = ['127.0.0.1', '10.0.0.7', '169.254.169.254'];

    expect(await looked('default', 'orch.example', answers)).toEqual(['10.0.0.7']);
  });

  it.each(['orch.example', 'ORCH.example.'])(
    'that is listed may be anywhere but where nobody may go (%s)',
    async (host) => {
      const rules = rulesOf('orch.example:443');

      expect(await looked(rules, host, ['127.0.0.1', '::1', '100.64.0.1'])).toEqual(['127.0.0.1', '::1', '100.64.0.1']);
      expect(await looked(rules, host, ['169.254.169.254'])).toBe('metadata');
      expect(await looked(rules, 'other.example', ['8.8.8.8'])).toBe('public');
      expect(await looked(rulesOf('orch.example:8443'), host, ['8.8.8.8'])).toBe('public');
    },
  );

  it('below a listed domain is listed, the domain itself and its namesakes are not', async () => {
    const rules = rulesOf('*.corp.example');

    expect(await looked(rules, 'orch.corp.example', ['127.0.0.1'])).toEqual(['127.0.0.1']);
    expect(await looked(rules, 'a.b.corp.example', ['127.0.0.1'])).toEqual(['127.0.0.1']);
    expect(await looked(rules, 'corp.example', ['127.0.0.1'])).toBe('loopback');
    expect(await looked(rules, '.corp.example', ['127.0.0.1'])).toBe('loopback');
    expect(await looked(rules, 'evilcorp.example', ['127.0.0.1'])).toBe('loopback');
  });

  it('that resolves to something else the next time is judged by that', async () => {
    const answers = [['10.0.0.7'], ['127.0.0.1']];
    const guard = createEgressGuard('default', (_, __, done) => done(null, (answers.shift() ?? []).map(found)));
    const place = guard.at('orch.example', port);
    const ask = () =>
      new Promise((resolve) =>
        place.lookup('orch.example', { all: false }, (error, address) => resolve(error ?? address)),
      );

    expect(await ask()).toBe('10.0.0.7');
    expect(await ask()).toMatchObject({ code: 'CUELIGHT_EGRESS_REFUSED', addressClass: 'loopback' });
  });

  it('that does not resolve fails as ever', async () => {
    const notFound = Object.assign(new Error('not found'), { code: 'ENOTFOUND' });
    const place = createEgressGuard('default', (_, __, done) => done(notFound, [])).at('orch.example', port);

    const outcome = await new Promise((resolve) => place.lookup('orch.example', { all: true }, resolve));

    expect(outcome).toBe(notFound);
  });
});

function rulesOf(list: string): EgressRules {
  const rules = readEgressAllow(list);
  if (!rules.ok) throw new Error(rules.failure.join());
  return rules.value;
}

function refused(rules: EgressRules, address: string): string | undefined {
  return createEgressGuard(rules).at(address, port).refusal()?.addressClass;
}

function found(address: string): LookupAddress {
  return { address, family: isIP(address) };
}

/** What a socket to this name would be told: the addresses, or the class that is in the way. */
async function looked(rules: EgressRules, host: string, answers: readonly string[]) {
  const place = createEgressGuard(rules, (_, __, done) => done(null, answers.map(found))).at(host, port);
  expect(place.refusal()).toBeUndefined();
  return new Promise((resolve) => {
    place.lookup(host, { all: true }, (error, addresses) => {
      if (error !== null) resolve('addressClass' in error && error.addressClass);
      else resolve(Array.isArray(addresses) && addresses.map(({ address }) => address));
    });
  });
}
