import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEgressGuard, type EgressRules, readEgressAllow } from '../../src/egress/index.js';

type Bytes = readonly [number, number, number, number];

const byte = fc.nat(255);
const tail = (...head: readonly number[]) =>
  fc.tuple(byte, byte, byte, byte).map((any) => Object.assign([...any], head) as unknown as Bytes);

/** Addresses that nobody may call, whatever is listed. */
const never = fc.oneof(
  tail(169, 254),
  fc.constantFrom<Bytes>([169, 254, 169, 254], [100, 100, 100, 200], [255, 255, 255, 255]),
  tail(0),
  fc.integer({ min: 224, max: 239 }).chain((first) => tail(first)),
);
/** Addresses that are called when they are listed, and not otherwise. */
const onlyListed = fc.oneof(
  tail(127),
  fc
    .integer({ min: 64, max: 127 })
    .chain((second) => tail(100, second))
    .filter((bytes) => `${bytes}` !== '100,100,100,200'),
);
const isPublic = ([a, b, c]: Bytes) =>
  a > 0 &&
  a < 224 &&
  ![10, 127].includes(a) &&
  !(a === 100 && b >= 64 && b < 128) &&
  !(a === 169 && b === 254) &&
  !(a === 172 && b >= 16 && b < 32) &&
  !(a === 192 && (b === 168 || b === 0 || (b === 88 && c === 99) || (b === 52 && c === 193))) &&
  !(a === 192 && ((b === 175 && c === 48) || (b === 31 && c === 196))) &&
  !(a === 198 && (b === 18 || b === 19 || (b === 51 && c === 100))) &&
  !(a === 203 && b === 0 && c === 113);
const publicBytes = fc.tuple(byte, byte, byte, byte).filter(isPublic);

const hex = (bytes: readonly number[]) => bytes.map((one) => one.toString(16).padStart(2, '0')).join('');
const groups = (bytes: readonly number[]) => (hex(bytes).match(/.{4}/g) ?? []).join(':');
const number = (bytes: Bytes) => Number.parseInt(hex(bytes), 16);

/** Every way to write an IPv4 address, or to hide it in an IPv6 one, of which we know that something follows it. */
const clothes: readonly ((bytes: Bytes) => string)[] = [
  (bytes) => bytes.join('.'),
  (bytes) => String(number(bytes)),
  (bytes) => `0x${hex(bytes)}`,
  (bytes) => `0${number(bytes).toString(8)}`,
  (bytes) => bytes.map((one) => `0x${one.toString(16)}`).join('.'),
  (bytes) => bytes.map((one) => `0${one.toString(8)}`).join('.'),
  ([a, b, c, d]) => `${a}.${b}.${c * 256 + d}`,
  ([a, b, c, d]) => `${a}.${b * 65_536 + c * 256 + d}`,
  (bytes) => `::ffff:${bytes.join('.')}`,
  (bytes) => `[::FFFF:${groups(bytes)}]`,
  (bytes) => `0:0:0:0:0:ffff:${groups(bytes)}`,
  (bytes) => `::ffff:0:${groups(bytes)}`,
  (bytes) => `64:ff9b::${groups(bytes)}`,
  (bytes) => `2002:${groups(bytes)}::1`,
  (bytes) => `2001:0:${groups(bytes)}:0:0:f7f7:f7f7`,
  (bytes) => `2001:0:808:808:0:0:${groups(bytes.map((one) => one ^ 0xff))}`,
];
/** `::0.0.0.1` is the loopback address of IPv6 itself, and zeros in a local prefix are no address at all. */
const clothesOfWhatIsNotZero: readonly ((bytes: Bytes) => string)[] = [
  (bytes) => `::${groups(bytes)}`,
  (bytes) => `64:ff9b:1::${groups(bytes)}`,
  ([a, b, c, d]) => `64:ff9b:1:${groups([a, b, 0, c])}:${groups([d, 0])}::`,
  ([a, b, c, d]) => `64:ff9b:1:${groups([0, a, 0, b])}:${groups([c, d])}::`,
  ([a, b, c, d]) => `64:ff9b:1:0:${groups([0, a, b, c])}:${groups([d, 0])}:0`,
];

const everything = rulesOf('0.0.0.0/0,::/0,64:ff9b:1::/48,169.254.169.254,169.254.0.0/16,224.0.0.0/4,0.0.0.0');

describe('the rules of egress', () => {
  it('never let anybody call what nobody may, however it is written and whatever is listed', () => {
    fc.assert(
      fc.property(never, fc.constantFrom('default' as const, everything), (bytes, rules) => {
        const all = bytes[0] === 0 ? clothes : [...clothes, ...clothesOfWhatIsNotZero];
        for (const dress of all) expect([dress(bytes), isCallable(rules, dress(bytes))]).toEqual([dress(bytes), false]);
      }),
    );
  });

  it('let nobody call loopback and shared addresses that are not listed as such, however they are written', () => {
    fc.assert(
      fc.property(onlyListed, fc.constantFrom('default' as const, everything), (bytes, rules) => {
        for (const dress of [...clothes, ...clothesOfWhatIsNotZero]) {
          expect([dress(bytes), isCallable(rules, dress(bytes))]).toEqual([dress(bytes), false]);
        }
      }),
    );
  });

  it('let everybody call every public address, however it is written', () => {
    fc.assert(
      fc.property(publicBytes, (bytes) => {
        for (const dress of clothes)
          expect([dress(bytes), isCallable('default', dress(bytes))]).toEqual([dress(bytes), true]);
      }),
    );
  });

  it('let a network call its own addresses, and no entry call one that it does not match', () => {
    fc.assert(
      fc.property(publicBytes, publicBytes, fc.integer({ min: 1, max: 32 }), (network, address, prefix) => {
        const isInside = number(network) >>> (32 - prefix) === number(address) >>> (32 - prefix);
        const rules = rulesOf(`${network.join('.')}/${prefix},orch.example,*.corp.example,[fd00::/8]:443`);

        expect(isCallable(rules, network.join('.'))).toBe(true);
        expect(isCallable(rules, address.join('.'))).toBe(isInside);
      }),
    );
  });

  it('are not widened by entries for other ports', () => {
    fc.assert(
      fc.property(publicBytes, fc.integer({ min: 1, max: 65_535 }), (bytes, listedPort) => {
        const rules = rulesOf(`${bytes.join('.')}:${listedPort}`);
        expect(isCallable(rules, bytes.join('.'))).toBe(listedPort === 443);
      }),
    );
  });
});

function rulesOf(list: string): EgressRules {
  const rules = readEgressAllow(list);
  if (!rules.ok) throw new Error(rules.failure.join());
  return rules.value;
}

function isCallable(rules: EgressRules, address: string): boolean {
  return createEgressGuard(rules).at(address, 443).refusal() === undefined;
}
