import type { z } from 'zod';
import type { variables } from './variables.js';

/** The name of an environment variable that is read. */
export type VariableName = keyof z.infer<ReturnType<typeof variables>>;

/** What each environment variable is for: the page of settings is made from this. */
export const variableDocs: Readonly<Record<VariableName, { readonly default: string; readonly meaning: string }>> = {
  CUELIGHT_HOST: {
    default: '`127.0.0.1`',
    meaning:
      'Where to listen. Anything but loopback needs a certificate (`CUELIGHT_TLS_CERT_FILE`) or a TLS-ending proxy (`CUELIGHT_TRUSTED_PROXIES`)',
  },
  CUELIGHT_PORT: { default: '`7400`', meaning: 'Port to listen at; `0` takes a free one' },
  CUELIGHT_TLS_CERT_FILE: {
    default: 'none',
    meaning: 'Certificate chain, PEM: serves HTTPS. Read again when the file changes',
  },
  CUELIGHT_TLS_KEY_FILE: { default: 'none', meaning: 'Private key of that certificate, PEM' },
  CUELIGHT_TRUSTED_PROXIES: {
    default: 'none',
    meaning:
      'CIDRs of the proxies before the service that end TLS, separated by commas. Without a certificate of its own the service answers only them and loopback, and everybody else with 403 `peer-not-trusted`; with one, this has no effect. `X-Forwarded-*` are not read by this version',
  },
  CUELIGHT_PUBLIC_URL: {
    default: 'none',
    meaning:
      'Where Orchestrator reaches the service: https, or loopback http. Without it jobs are followed by reading only, and the diagnosis of a connection says so',
  },
  CUELIGHT_DATABASE_URL: {
    default: '`sqlite:./data/cuelight.db`',
    meaning:
      'The database. `sqlite:<path>`: the folder of the file is the data folder, which also gets the keys that are made. `mysql://user:password@host:3306/database` for MySQL 8 or MariaDB 10.11, which hosts may share: the database must exist, and its user have all rights on it; other characters than letters and digits are percent-encoded. A server on another machine is reached by TLS only, and its certificate is checked, host name and all, against the usual authorities and `CUELIGHT_CA_FILE`; one on this machine is with `?tls=required`',
  },
  CUELIGHT_SECRETS: { default: '`local`', meaning: 'Where secrets are kept: `local`, encrypted in the database' },
  CUELIGHT_SECRETS_ALSO: { default: 'none', meaning: 'Not supported by this version' },
  CUELIGHT_MASTER_KEYS: {
    default: 'none',
    meaning:
      'Master keys as `id:base64,id:base64`, 32 bytes each. Without this and the file, one is made for a new SQLite database, in `master-keys` in the data folder. With MySQL one of the two is required',
  },
  CUELIGHT_MASTER_KEYS_FILE: { default: 'none', meaning: 'A file with the same text' },
  CUELIGHT_EVENTS: { default: '`memory`', meaning: 'How hosts tell each other of events: `memory`, for a single host' },
  CUELIGHT_ADMIN_KEY: {
    default: 'SQLite: made, and written to `admin-key` in the data folder. MySQL: required',
    meaning: "The operator's own API key, 32 characters or more. Changing it replaces the old one",
  },
  CUELIGHT_CA_FILE: {
    default: 'none',
    meaning: 'CA certificates, PEM, that every connection, and that to the database, trusts beside the usual ones',
  },
  CUELIGHT_EGRESS_ALLOW: {
    default: 'public addresses, RFC 1918 and fc00::/7',
    meaning:
      'What may be called as an Orchestrator, separated by commas: `host[:port]`, `*.domain[:port]`, `CIDR[:port]` (`[fd00::/8]:443`). It replaces the default. A listed host may be at any private or loopback address; loopback and 100.64.0.0/10 are called only when they, or a host there, are listed. Link-local, multicast, unspecified and cloud metadata addresses are never called. What the operator sets (the database) is not concerned',
  },
  CUELIGHT_LOG_LEVEL: {
    default: '`info`',
    meaning: 'How much is logged on standard error: `trace`, `debug`, `info`, `warn`, `error`, `fatal` or `silent`',
  },
};
