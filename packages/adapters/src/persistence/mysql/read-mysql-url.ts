import { fail, type Result, succeed } from '@cuelight/core';

/** Which database a URL names, and how it is reached. */
export interface MysqlTarget {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** Whether the connection is encrypted, and the server's certificate checked. */
  readonly isTls: boolean;
}

/**
 * Reads `mysql://user:password@host:3306/database`. Characters that a URL cannot have are percent-encoded.
 *
 * A connection to another machine is always encrypted and the server's certificate checked, name and all; one to this
 * machine is with `?tls=required`. Nothing turns the check off.
 *
 * @returns what is wrong with the URL, after which its name is put; no part of the URL is quoted
 */
export function readMysqlUrl(text: string): Result<MysqlTarget, string> {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || url.protocol !== 'mysql:' || url.hostname === '') return fail(wrongShape);
  const [user, password, database] = [url.username, url.password, url.pathname.slice(1)].map(decoded);
  if (user === undefined || password === undefined || database === undefined) return fail(wrongShape);
  if (user === '' || database === '' || database.includes('/') || url.hash !== '') return fail(wrongShape);
  const parameters = [...url.searchParams];
  if (!parameters.every(([name, value]) => name === 'tls' && value === 'required')) {
    return fail('may have ?tls=required after the name of the database, and nothing else');
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const isTls = parameters.length > 0 || !isThisMachine(host);
  if (isTls && isAddress(host)) {
    return fail(
      'must have the name of its host, not the address: the certificate of the server is checked for that name',
    );
  }
  return succeed({ host, port: url.port === '' ? 3306 : Number(url.port), user, password, database, isTls });
}

const wrongShape =
  'must be mysql://user:password@host:3306/database, with other characters than letters and digits percent-encoded in user and password';

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

function isThisMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function isAddress(host: string): boolean {
  return host.includes(':') || /^\d{1,3}(\.\d{1,3}){3}$/.test(host);
}
