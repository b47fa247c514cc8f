import { BlockList, isIPv4 } from 'node:net';

/**
 * Tells whether a peer may speak to a service that does not end TLS itself: loopback, and the proxies before it.
 *
 * @param proxies CIDRs such as `10.1.0.0/16`
 */
export function trustedPeers(proxies: readonly string[]): (address: string) => boolean {
  return peersIn([...loopback, ...proxies]);
}

/** Every address of a machine that only it reaches itself by. */
export const loopback = ['127.0.0.0/8', '::1/128'] as const;

/** Tells whether the address of a peer is in one of these networks. */
export function peersIn(cidrs: readonly string[]): (address: string) => boolean {
  const networks = new BlockList();
  for (const cidr of cidrs) {
    const [network = '', prefix = ''] = cidr.trim().split('/');
    networks.addSubnet(network, Number(prefix), familyOf(network));
  }
  // Knows an IPv4 address in IPv6 notation, as a socket for both tells it, by itself.
  return (address) => networks.check(address.replace(/%.*$/, ''), familyOf(address));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv4(address) ? 'ipv4' : 'ipv6';
}
