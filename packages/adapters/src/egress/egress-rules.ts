import { type Address, type AddressClass, classOf, neverCalled } from './address-class.js';
import { reachedAddresses } from './reached-addresses.js';

/** One thing that may be called. Without a port, every port of it. */
export type EgressEntry = HostEntry | NetworkEntry;

/** A host by name, at whatever address it resolves to. */
export interface HostEntry {
  readonly kind: 'host';
  /** In lower case; `*.example` for every host below `example`. */
  readonly name: string;
  readonly port?: number;
}

/** A network; a single address is the smallest. */
export interface NetworkEntry {
  readonly kind: 'network';
  readonly address: Address;
  readonly prefix: number;
  readonly port?: number;
}

/** What may be called: `default`, or what is listed and nothing else. */
export type EgressRules = 'default' | readonly EgressEntry[];

/**
 * Whether a call to a host may go to one of its addresses.
 *
 * @param host as it is called, in lower case, without brackets and final dot
 * @returns the class that is in the way, or undefined when the call is allowed
 */
export function refusedClass(
  rules: EgressRules,
  { host, port, address }: { readonly host: string; readonly port: number; readonly address: Address },
): AddressClass | undefined {
  const reached = reachedAddresses(address);
  const never = reached.map(classOf).find((found) => neverCalled.has(found));
  if (never !== undefined) return never;
  const isAllowed = (one: Address) =>
    rules === 'default'
      ? ['public', 'private'].includes(classOf(one))
      : rules.some((entry) => (entry.port ?? port) === port && lists(entry, host, one, address));
  const refused = reached.find((one) => !isAllowed(one));
  return refused && classOf(refused);
}

function lists(entry: EgressEntry, host: string, reached: Address, written: Address): boolean {
  if (entry.kind === 'host') return isHost(entry.name, host);
  const found = classOf(reached);
  // Whoever lists a network as wide as the internet has hardly this machine, or its neighbours in an overlay, in mind.
  if (found === 'loopback' || found === 'shared') return contains(entry, reached) && isWithinClass(entry, found);
  return contains(entry, reached) || contains(entry, written);
}

function isHost(name: string, host: string): boolean {
  return name.startsWith('*.') ? host.endsWith(name.slice(1)) && host.length >= name.length : host === name;
}

function contains({ address: network, prefix }: NetworkEntry, address: Address): boolean {
  return network.kind() === address.kind() && address.match(network, prefix);
}

function isWithinClass({ address, prefix }: NetworkEntry, found: 'loopback' | 'shared'): boolean {
  if (classOf(address) !== found) return false;
  return prefix >= (address.kind() === 'ipv6' ? 128 : { loopback: 8, shared: 10 }[found]);
}
