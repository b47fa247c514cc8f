import ipaddr from 'ipaddr.js';
import { type Address, classOf, isIpv6, neverCalled } from './address-class.js';

/**
 * Which addresses a packet to this one may end up at: itself, or the IPv4 addresses that it carries. All of them must be
 * allowed.
 */
export function reachedAddresses(address: Address): readonly Address[] {
  if (!isIpv6(address)) return [address];
  const bytes = address.toByteArray();
  const ipv4At = (...places: readonly number[]) => new ipaddr.IPv4(places.map((place) => bytes[place] ?? 0));
  if (isWithin(address, lastFourBytes)) return isPlain(address) ? [address] : [ipv4At(12, 13, 14, 15)];
  if (isWithin(address, sixToFour)) return [ipv4At(2, 3, 4, 5)];
  if (isWithin(address, teredo)) {
    // The server, and the client, whose bits are inverted (RFC 4380, section 4).
    const client = new ipaddr.IPv4(bytes.slice(12).map((byte) => byte ^ 0xff));
    return [ipv4At(4, 5, 6, 7), client];
  }
  if (!isWithin(address, localNat64)) return [address];
  // Where in it the IPv4 address lies is known only to that network: each place of RFC 6052, section 2.2, counts.
  const candidates = [ipv4At(6, 7, 9, 10), ipv4At(7, 9, 10, 11), ipv4At(9, 10, 11, 12), ipv4At(12, 13, 14, 15)];
  return [address, ...candidates.filter(isTarget)];
}

type Range = readonly [network: ipaddr.IPv6, prefix: number];

const range = (cidr: string): Range => ipaddr.IPv6.parseCIDR(cidr);

/** IPv4-mapped, IPv4-compatible (RFC 4291), translated (RFC 2765), and the well-known prefix of NAT64 (RFC 6052). */
const lastFourBytes = [range('::ffff:0:0/96'), range('::/96'), range('::ffff:0:0:0/96'), range('64:ff9b::/96')];
/** RFC 3056. */
const sixToFour = [range('2002::/16')];
/** RFC 4380. */
const teredo = [range('2001::/32')];
/** RFC 8215. */
const localNat64 = [range('64:ff9b:1::/48')];

function isWithin(address: ipaddr.IPv6, ranges: readonly Range[]): boolean {
  return ranges.some(([network, prefix]) => address.match(network, prefix));
}

/** `::` and `::1` lie among the IPv4-compatible addresses, but are none. */
function isPlain(address: ipaddr.IPv6): boolean {
  return ['unspecified', 'loopback'].includes(address.range());
}

/** What is worth hiding in such an address. Zeros and ordinary bits of the prefix look like an address as well. */
function isTarget(candidate: ipaddr.IPv4): boolean {
  const found = classOf(candidate);
  return found === 'loopback' || found === 'shared' || (found !== 'unspecified' && neverCalled.has(found));
}
