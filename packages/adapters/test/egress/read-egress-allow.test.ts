import { describe, expect, it } from 'vitest';
import { readEgressAllow } from '../../src/egress/index.js';

/** The rules, with addresses as text. */
function read(text: string) {
  const rules = readEgressAllow(text);
  if (!rules.ok || rules.value === 'default') return rules;
  return rules.value.map((entry) => (entry.kind === 'host' ? entry : { ...entry, address: entry.address.toString() }));
}

describe('a list of what may be called', () => {
  it('names hosts, domains and networks, each with or without a port', () => {
    expect(read('Orch.Example, *.corp.example:8443,10.1.0.0/16,fd00::/8, [fd12::/16]:443,127.0.0.1:7401,::1')).toEqual([
      { kind: 'host', name: 'orch.example' },
      { kind: 'host', name: '*.corp.example', port: 8443 },
      { kind: 'network', address: '10.1.0.0', prefix: 16 },
      { kind: 'network', address: 'fd00::', prefix: 8 },
      { kind: 'network', address: 'fd12::', prefix: 16, port: 443 },
      { kind: 'network', address: '127.0.0.1', prefix: 32, port: 7401 },
      { kind: 'network', address: '::1', prefix: 128 },
    ]);
  });

  it('may write an IPv4 network as IPv6 does', () => {
    expect(read('[::ffff:10.0.0.0/104]:443')).toEqual([{ kind: 'network', address: '10.0.0.0', prefix: 8, port: 443 }]);
  });

  it.each([
    ['', 'entry 1 is empty'],
    ['orch.example,', 'entry 2 is empty'],
    ['10.0.0.0/33', 'entry 1 has a prefix length that does not fit'],
    ['10.0.0.0/8/8', 'entry 1 has a prefix length that does not fit'],
    ['::1/129', 'entry 1 has a prefix length that does not fit'],
    ['orch.example:', 'entry 1 has a port that is none'],
    ['orch.example:0', 'entry 1 has a port that is none'],
    ['orch.example:65536', 'entry 1 has a port that is none'],
    ['[::1]:x', 'entry 1 has a port that is none'],
    ['https://orch.example', 'entry 1 has a port that is none'],
    ['orch.example/path', 'entry 1 is none of'],
    ['*', 'entry 1 is none of'],
    ['*.*.example', 'entry 1 is none of'],
    ['orch.*', 'entry 1 is none of'],
    ['127.1', 'entry 1 is none of'],
    ['2130706433', 'entry 1 is none of'],
    ['0x7f.0x1', 'entry 1 is none of'],
    ['[::1', 'entry 1 is none of'],
    ['[orch.example', 'entry 1 is none of'],
    ['fe80::1%eth0', 'entry 1 is none of'],
    ['münchen.example', 'entry 1 is none of'],
  ])('refuses %o by its place, and says what to write', (text, fault) => {
    expect(readEgressAllow(text)).toEqual({ ok: false, failure: [expect.stringContaining(fault)] });
  });

  it('tells every fault at once, and quotes none', () => {
    const faults = readEgressAllow('canary one,10.0.0.0/8,canary:two');

    expect(faults).toMatchObject({ ok: false, failure: [expect.any(String), expect.stringMatching(/^entry 3 /)] });
    expect(JSON.stringify(faults)).not.toContain('canary');
  });
});
