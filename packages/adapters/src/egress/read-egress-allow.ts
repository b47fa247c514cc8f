import { isIP } from 'node:net';
import { fail, type Result, succeed } from '@cuelight/core';
import ipaddr from 'ipaddr.js';
import type { EgressEntry, EgressRules } from './egress-rules.js';

/**
 * Reads a list of what may be called: `host[:port]`, `*.domain[:port]` and `CIDR[:port]`, separated by commas. An IPv6
 * network with a port is written in brackets: `[fd00::/8]:443`.
 *
 * @returns every fault at once, with its place in the list and what to write instead; none quotes the list
 */
export function readEgressAllow(text: string): Result<EgressRules, readonly string[]> {
  const entries = text.split(',').map((entry) => readEntry(entry.trim().toLowerCase()));
  const faults = entries.flatMap((entry, index) => (entry.ok ? [] : [`entry ${index + 1} ${entry.failure}`]));
  return faults.length > 0 ? fail(faults) : succeed(entries.flatMap((entry) => (entry.ok ? [entry.value] : [])));
}

type ReadEntry = Result<EgressEntry, string>;

function readEntry(text: string): ReadEntry {
  if (text === '') return fail('is empty');
  const [, target = '', portText] = split(text);
  const port = portText === undefined ? undefined : Number(portText);
  if (port !== undefined && !(/^\d{1,5}$/.test(portText ?? '') && port >= 1 && port <= 65_535)) {
    return fail('has a port that is none: it must be a whole number from 1 to 65535');
  }
  const at = port !== undefined && { port };
  const [addressText = '', prefixText, ...rest] = target.split('/');
  if (isIP(addressText) !== 0 && !addressText.includes('%')) {
    const network = rest.length === 0 ? networkOf(addressText, prefixText) : undefined;
    return network === undefined ? fail('has a prefix length that does not fit') : succeed({ ...network, ...at });
  }
  return isHostName(target) ? succeed({ kind: 'host', name: target.replace(/\.$/, ''), ...at }) : fail(notAnEntry);
}

/** The text, what is to be called, and the port, if any. Without brackets, the colons of an IPv6 address are its own. */
function split(text: string): readonly (string | undefined)[] {
  const bracketed = /^\[([^[\]]+)\](?::(.*))?$/.exec(text);
  if (bracketed !== null) return bracketed;
  return text.split(':').length > 2 ? [text, text] : (/^([^:]*)(?::(.*))?$/.exec(text) ?? []);
}

const notAnEntry =
  'is none of host[:port], *.domain[:port] and CIDR[:port], such as orchestrator.example:8443, *.example, 10.1.0.0/16 or [fd00::/8]:443';

function networkOf(addressText: string, prefixText: string | undefined) {
  const address = ipaddr.parse(addressText);
  const longest = address.kind() === 'ipv6' ? 128 : 32;
  const prefix = prefixText === undefined ? longest : Number(prefixText);
  if (prefixText !== undefined && !(/^\d{1,3}$/.test(prefixText) && prefix <= longest)) return undefined;
  // The same network in its usual form, in which addresses are compared.
  return address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() && prefix >= 96
    ? ({ kind: 'network', address: address.toIPv4Address(), prefix: prefix - 96 } as const)
    : ({ kind: 'network', address, prefix } as const);
}

/** Labels as in RFC 1123, the last of which is no number: that would be an unusual way to write an address. */
function isHostName(text: string): boolean {
  const labels = text.replace(/^\*\./, '').replace(/\.$/, '').split('.');
  const isLabel = (label: string) => /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label);
  return text.length <= 253 && labels.every(isLabel) && !/^(?:\d+|0x[\da-f]*)$/.test(labels.at(-1) ?? '');
}
