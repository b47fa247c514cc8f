import { type LookupAddress, type LookupAllOptions, lookup as systemLookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { EgressRefusedError } from './egress-refused-error.js';
import { type EgressRules, refusedClass } from './egress-rules.js';

/** Decides which addresses connections may be made to. */
export interface EgressGuard {
  /**
   * What keeps connections to this place from being made elsewhere.
   *
   * @param resolved is told all addresses of the name whenever it was looked up, those that may not be called included
   */
  at(host: string, port: number, resolved?: (addresses: readonly string[]) => void): GuardedPlace;
}

/** A host and a port that may be called at some of its addresses. */
export interface GuardedPlace {
  /**
   * To be asked before every connection, since a socket to an address literal looks nothing up.
   *
   * @returns why no connection may be made; undefined for a name, of which `lookup` decides
   */
  refusal(): EgressRefusedError | undefined;
  /**
   * In place of `dns.lookup`: answers those addresses of the name that may be called. The socket goes to no other, so
   * that a name which resolves to something else a moment later gains nothing.
   */
  readonly lookup: LookupFunction;
}

/** How names are resolved, as `dns.lookup` does. */
export type LookupAll = (
  hostname: string,
  options: LookupAllOptions,
  callback: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;

/** A guard by these rules: by default it allows public addresses, RFC 1918 and fc00::/7. */
export function createEgressGuard(rules: EgressRules = 'default', lookup: LookupAll = systemLookup): EgressGuard {
  return {
    at(calledHost, port, resolved) {
      const host = calledHost
        .toLowerCase()
        .replace(/^\[(.*)\]$/, '$1')
        .replace(/\.$/, '');
      const refusalOf = (address: string) => {
        // What cannot be read is not called; that there is a zone at its end does not change what an address is.
        if (!ipaddr.isValid(address)) return new EgressRefusedError('reserved');
        const found = refusedClass(rules, { host, port, address: ipaddr.parse(address) });
        return found && new EgressRefusedError(found);
      };
      return {
        // Decimal, octal and hexadecimal forms, and those of fewer than four parts, are addresses here too.
        refusal: () => (ipaddr.isValid(host) ? refusalOf(host) : undefined),
        lookup: (hostname, options, callback) => {
          lookup(hostname, { ...options, all: true }, (error, found) => {
            if (error === null) resolved?.(found.map(({ address }) => address));
            const refused = found?.map(({ address }) => refusalOf(address)) ?? [];
            const allowed = found?.filter((_, index) => refused[index] === undefined) ?? [];
            const [first] = allowed;
            if (error !== null || first === undefined) {
              callback(error ?? refused[0] ?? new EgressRefusedError('unspecified'), '', 0);
            } else if (options.all) callback(null, allowed);
            else callback(null, first.address, first.family);
          });
        },
      };
    },
  };
}
