import { readFileSync } from 'node:fs';
import tls from 'node:tls';

let read: readonly string[] | undefined;

/**
 * The certificate authorities that Node trusts when it is told of none, PEM: those it brings along, and those of the
 * file that NODE_EXTRA_CA_CERTS names. Read once. Source: Node's documentation of tls.createSecureContext and the CLI.
 */
export function usualAuthorities(): readonly string[] {
  read ??= askNode() ?? [...tls.rootCertificates, ...extraAuthorities()];
  return read;
}

/** Node 22.15 and later tell by themselves, and know of `--use-system-ca` and the like as well. */
function askNode(): readonly string[] | undefined {
  const node: typeof tls & { getCACertificates?: (type: 'default') => readonly string[] } = tls;
  return node.getCACertificates?.('default');
}

/** A file that cannot be read is passed over, as Node does after a warning. */
function extraAuthorities(): readonly string[] {
  const file = process.env.NODE_EXTRA_CA_CERTS;
  if (file === undefined || file === '') return [];
  try {
    return [readFileSync(file, 'utf8')];
  } catch {
    return [];
  }
}
