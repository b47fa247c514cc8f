import type ipaddr from 'ipaddr.js';

/** An IPv4 or IPv6 address. */
export type Address = ipaddr.IPv4 | ipaddr.IPv6;

/**
 * What an address is for. `private` is RFC 1918 and fc00::/7; `shared` is 100.64.0.0/10, of carriers and overlay
 * networks; `reserved` is everything else that the public internet does not route.
 */
export type AddressClass =
  | 'public'
  | 'private'
  | 'loopback'
  | 'shared'
  | 'reserved'
  | 'link-local'
  | 'metadata'
  | 'multicast'
  | 'unspecified';

/** The classes that are never called, whatever is listed. */
export const neverCalled: ReadonlySet<AddressClass> = new Set(['link-local', 'metadata', 'multicast', 'unspecified']);

/**
 * Where clouds tell a machine its own credentials: AWS, Azure and Google (169.254.169.254), AWS over IPv6, Alibaba Cloud.
 */
const metadata: ReadonlySet<string> = new Set(['169.254.169.254', 'fd00:ec2::254', '100.100.100.200']);

/** By the names of ipaddr.js, which has the ranges of the IANA special-purpose registries. What is not here is `reserved`. */
const classes: Readonly<Record<string, AddressClass>> = {
  unicast: 'public',
  private: 'private',
  uniqueLocal: 'private',
  loopback: 'loopback',
  carrierGradeNat: 'shared',
  linkLocal: 'link-local',
  multicast: 'multicast',
  broadcast: 'multicast',
  unspecified: 'unspecified',
};

/** The class of an address by itself; an address that carries another is to be unpacked first. */
export function classOf(address: Address): AddressClass {
  if (metadata.has(address.toString())) return 'metadata';
  const found = classes[address.range()] ?? 'reserved';
  // Of IPv6, only 2000::/3 has been given out to the public (RFC 4291, section 2.4, and the IANA registry).
  return found === 'public' && isIpv6(address) && (address.parts[0] ?? 0) >> 13 !== 1 ? 'reserved' : found;
}

/** Whether it is an IPv6 address. */
export function isIpv6(address: Address): address is ipaddr.IPv6 {
  return address.kind() === 'ipv6';
}
