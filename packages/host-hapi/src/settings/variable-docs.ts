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
      'Where Orchestrator reaches the service, and browsers that sign in: https, or loopback http. Without it jobs are followed by reading only, and the diagnosis of a connection says so',
  },
  CUELIGHT_DATABASE_URL: {
    default: '`sqlite:./data/cuelight.db`',
    meaning:
      'The database. `sqlite:<path>`: the folder of the file is the data folder, which also gets the keys that are made. `mysql://user:password@host:3306/database` for MySQL 8 or MariaDB 10.11, which hosts may share: the database must exist, and its user have all rights on it; other characters than letters and digits are percent-encoded. A server on another machine is reached by TLS only, and its certificate is checked, host name and all, against the usual authorities and `CUELIGHT_CA_FILE`; one on this machine is with `?tls=required`',
  },
  CUELIGHT_SECRETS: {
    default: '`local`',
    meaning:
      'Where new secrets go: `local` (encrypted in the database), `azure-key-vault`, `hashicorp-vault` or `aws-secrets-manager` ([secrets](secrets.md))',
  },
  CUELIGHT_SECRETS_ALSO: {
    default: 'none',
    meaning: 'Other secret backends to read from, separated by commas: where secrets were kept before, or are moved to',
  },
  CUELIGHT_AZURE_KEY_VAULT_URL: { default: 'none', meaning: 'The Azure Key Vault, `https://<name>.vault.azure.net`' },
  CUELIGHT_AZURE_KEY_VAULT_KEY: {
    default: 'none',
    meaning: 'A key of that vault which is the master key of `local`: it never leaves the vault',
  },
  CUELIGHT_AZURE_KEY_VAULT_PREFIX: {
    default: '`cuelight`',
    meaning: 'What the names of secrets in the vault begin with; another one for each database that shares a vault',
  },
  CUELIGHT_AZURE_KEY_VAULT_PURGE: { default: '`false`', meaning: 'Whether deleted secrets are purged too' },
  CUELIGHT_VAULT_ADDRESS: {
    default: 'none',
    meaning: 'HashiCorp Vault or OpenBao, such as `https://vault.example:8200`',
  },
  CUELIGHT_VAULT_TOKEN: { default: 'none', meaning: 'Signs in to Vault with this token' },
  CUELIGHT_VAULT_ROLE_ID: { default: 'none', meaning: 'Signs in to Vault by AppRole, with the next' },
  CUELIGHT_VAULT_SECRET_ID: { default: 'none', meaning: 'The secret id of that role' },
  CUELIGHT_VAULT_MOUNT: { default: '`secret`', meaning: 'Where the KV engine, version 2, is mounted' },
  CUELIGHT_VAULT_PREFIX: { default: '`cuelight`', meaning: 'The folder of the secrets below the mount' },
  CUELIGHT_VAULT_NAMESPACE: { default: 'none', meaning: 'The namespace of role and engine' },
  CUELIGHT_AWS_REGION: { default: 'none', meaning: 'The region of AWS Secrets Manager, such as `eu-central-1`' },
  CUELIGHT_AWS_SECRETS_PREFIX: { default: '`cuelight`', meaning: 'What the names of secrets in AWS begin with' },
  CUELIGHT_AWS_KMS_KEY_ID: { default: "the account's own", meaning: 'The key of AWS KMS that encrypts new secrets' },
  CUELIGHT_AWS_ENDPOINT: { default: "the region's", meaning: 'Another endpoint, https: one of a VPC' },
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
  CUELIGHT_ROBOT_PORT: {
    default: '`2323`',
    meaning:
      'Port at which RobotJS listens on the computers of users, where their administrator has set another `ListenerPort`: the console asks the robot of whoever runs a process there',
  },
  CUELIGHT_LOG_LEVEL: {
    default: '`info`',
    meaning: 'How much is logged on standard error: `trace`, `debug`, `info`, `warn`, `error`, `fatal` or `silent`',
  },
};
