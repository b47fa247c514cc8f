import { BlockList, isIPv4 } from 'node:net';

/**
 * Tells whether a peer may speak to a service that does not end TLS itself: loopback, and the proxies before it.
 *
 * @param proxies CIDRs such as `10.1.0.0/16`
 */
export function trustedPeers(proxies: readonly string[]): (address: string) => boolean {
  const trusted = new BlockList();
  for (const cidr of ['127.0.0.0/8', '::1/128', ...proxies]) {
    const [network = '', prefix = ''] = cidr.trim().split('/');
    trusted.addSubnet(network, Number(prefix), familyOf(network));
  }
  // Knows an IPv4 address in IPv6 notation, as a socket for both tells it, by itself.
  return (address) => trusted.check(address.replace(/%.*$/, ''), familyOf(address));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIPv4(address) ? 'ipv4' : 'ipv6';
}
