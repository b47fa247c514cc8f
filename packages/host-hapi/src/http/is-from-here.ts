import { loopback, peersIn } from './trusted-peers.js';

/** What is known of a request before it is admitted. */
export interface Origin {
  /** Who opened the connection. */
  readonly peer: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** What the host knows of proxies before it. */
export interface ProxiesKnown {
  /** CIDRs, where the host was told of them. */
  readonly trustedProxies?: readonly string[];
  /** A proxy that nothing was said of must be on this machine, such as one that ends TLS for a public address. */
  readonly hasLocalProxy?: boolean;
}

/**
 * Tells whether a request was made on this machine: by a peer at a loopback address, and not passed on by a proxy there for
 * somebody else. A proxy is known by the headers that it adds, or because the host was told of one on loopback.
 */
export function isFromHere({ trustedProxies = [], hasLocalProxy = false }: ProxiesKnown): (origin: Origin) => boolean {
  const [isLoopback, isProxy] = [peersIn(loopback), peersIn(trustedProxies)];
  return ({ peer, headers }) =>
    isLoopback(peer) && !hasLocalProxy && !isProxy(peer) && !forwarding.some((name) => headers[name] !== undefined);
}

/** What proxies add to say for whom they ask. Source: RFC 7239 (Forwarded), RFC 9110 (Via), and custom. */
const forwarding = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];
