import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSettings } from '../src/index.js';
import { variableDocs } from '../src/settings/variable-docs.js';
import { variables } from '../src/settings/variables.js';

const fixture = (name: string) => fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url));

/** The settings; faults end the test. */
function settingsOf(environment: Record<string, string>) {
  const read = readSettings(environment);
  if (!read.ok) throw new Error(read.failure.join(' '));
  return read.value;
}

/** The faults; settings that can be used have none. */
function faultsOf(environment: Record<string, string>): readonly string[] {
  const read = readSettings(environment);
  return read.ok ? [] : read.failure;
}

const key32 = Buffer.alloc(32, 7).toString('base64');

/** What hosts that share a database need beside it. */
const shared = { CUELIGHT_ADMIN_KEY: 'x'.repeat(32), CUELIGHT_MASTER_KEYS: `k1:${key32}` };

describe('settings', () => {
  it('need nothing: a service on loopback with a database of its own', () => {
    const { settings, warnings } = settingsOf({});

    expect(settings).toEqual({
      address: '127.0.0.1',
      port: 7400,
      database: { kind: 'sqlite', file: './data/cuelight.db' },
      secrets: { newIn: 'local', also: [] },
      environment: { read: expect.any(Function) },
      robotPort: 2323,
      logLevel: 'info',
      asGiven: expect.any(Object),
    });
    expect(warnings).toEqual([]);
  });

  it('are read from the environment, an empty variable being an absent one', () => {
    const { settings } = settingsOf({
      CUELIGHT_PORT: '0',
      CUELIGHT_HOST: '',
      CUELIGHT_PUBLIC_URL: 'https://cuelight.example/base',
      CUELIGHT_DATABASE_URL: 'sqlite:/var/lib/cuelight/cuelight.db',
      CUELIGHT_MASTER_KEYS: `k1:${key32}`,
      CUELIGHT_ADMIN_KEY: 'x'.repeat(32),
      CUELIGHT_CA_FILE: fixture('ca.pem'),
      CUELIGHT_ROBOT_PORT: '8323',
      CUELIGHT_LOG_LEVEL: 'debug',
      CUELIGHT_TRUSTED_PROXIES: '10.1.0.0/16,fd00::/8',
      CUELIGHT_EGRESS_ALLOW: 'orch.example:8443',
    });

    expect(settings).toMatchObject({
      address: '127.0.0.1',
      port: 0,
      publicUrl: 'https://cuelight.example/base',
      database: { kind: 'sqlite', file: '/var/lib/cuelight/cuelight.db' },
      secrets: { newIn: 'local', also: [] },
      caPem: readFileSync(fixture('ca.pem'), 'utf8'),
      robotPort: 8323,
      logLevel: 'debug',
      trustedProxies: ['10.1.0.0/16', 'fd00::/8'],
      egress: [{ kind: 'host', name: 'orch.example', port: 8443 }],
    });
    expect(settings.masterKeys?.reveal()).toBe(`k1:${key32}`);
    expect(settings.adminKey?.reveal()).toBe('x'.repeat(32));
  });

  it.each([
    [{ CUELIGHT_ROBOT_PORT: '0' }, 'CUELIGHT_ROBOT_PORT must be a whole number from 1 to 65535'],
    [{ CUELIGHT_PORT: '70000' }, 'CUELIGHT_PORT must be a whole number from 0 to 65535'],
    [{ CUELIGHT_PORT: 'http' }, 'CUELIGHT_PORT must be a whole number'],
    [{ CUELIGHT_PORT: '1e3' }, 'CUELIGHT_PORT must be a whole number'],
    [{ CUELIGHT_PORT: '0x50' }, 'CUELIGHT_PORT must be a whole number'],
    [{ CUELIGHT_PUBLIC_URL: 'http://cuelight.example' }, 'CUELIGHT_PUBLIC_URL must be an https URL'],
    [{ CUELIGHT_PUBLIC_URL: 'https://u:p@cuelight.example' }, 'CUELIGHT_PUBLIC_URL must be an https URL'],
    [{ CUELIGHT_DATABASE_URL: './data.db' }, 'CUELIGHT_DATABASE_URL must be sqlite:<path of a file>'],
    [{ CUELIGHT_DATABASE_URL: 'sqlite:' }, 'CUELIGHT_DATABASE_URL must be sqlite:<path of a file>'],
    [{ CUELIGHT_SECRETS: 'somewhere' }, 'CUELIGHT_SECRETS must be one of local'],
    [{ CUELIGHT_SECRETS_ALSO: 'local, somewhere' }, 'must be secret backends separated by commas: local'],
    [{ CUELIGHT_SECRETS: 'azure-key-vault' }, 'CUELIGHT_AZURE_KEY_VAULT_URL must be given'],
    [
      { CUELIGHT_AZURE_KEY_VAULT_KEY: 'k' },
      'CUELIGHT_AZURE_KEY_VAULT_URL must be given with CUELIGHT_AZURE_KEY_VAULT_KEY',
    ],
    [{ CUELIGHT_AZURE_KEY_VAULT_URL: 'http://v.vault.azure.net' }, 'CUELIGHT_AZURE_KEY_VAULT_URL must be https'],
    [{ CUELIGHT_AZURE_KEY_VAULT_PURGE: 'yes' }, 'CUELIGHT_AZURE_KEY_VAULT_PURGE must be true or false'],
    [{ CUELIGHT_SECRETS_ALSO: 'hashicorp-vault' }, 'CUELIGHT_VAULT_ADDRESS must be given'],
    [{ CUELIGHT_VAULT_ADDRESS: 'https://v.example' }, 'CUELIGHT_VAULT_ADDRESS needs either CUELIGHT_VAULT_TOKEN'],
    [
      { CUELIGHT_VAULT_ADDRESS: 'https://v.example', CUELIGHT_VAULT_ROLE_ID: 'r' },
      'CUELIGHT_VAULT_ADDRESS needs either CUELIGHT_VAULT_TOKEN',
    ],
    [
      { CUELIGHT_VAULT_ADDRESS: 'vault:8200', CUELIGHT_VAULT_TOKEN: 't' },
      'CUELIGHT_VAULT_ADDRESS must be an https URL',
    ],
    [{ CUELIGHT_SECRETS: 'aws-secrets-manager' }, 'CUELIGHT_AWS_REGION must be given'],
    [{ CUELIGHT_AWS_REGION: 'Frankfurt!' }, 'CUELIGHT_AWS_REGION must be a region'],
    [{ CUELIGHT_EVENTS: 'redis://localhost:6379' }, 'CUELIGHT_EVENTS must be "memory"'],
    [{ CUELIGHT_ADMIN_KEY: 'short' }, 'CUELIGHT_ADMIN_KEY must have 32'],
    [{ CUELIGHT_ADMIN_KEY: `${'x'.repeat(40)} y` }, 'CUELIGHT_ADMIN_KEY must have 32'],
    [{ CUELIGHT_MASTER_KEYS: 'k1:short' }, 'CUELIGHT_MASTER_KEYS cannot be used: Entry 1'],
    [
      { CUELIGHT_MASTER_KEYS_FILE: '/no/such/file' },
      'CUELIGHT_MASTER_KEYS_FILE names a file that cannot be read (ENOENT)',
    ],
    [{ CUELIGHT_CA_FILE: '/no/such/file' }, 'CUELIGHT_CA_FILE names a file that cannot be read (ENOENT)'],
    [{ CUELIGHT_CA_FILE: fixture('first.pem') }, 'CUELIGHT_CA_FILE must name a PEM file of CA certificates only'],
    [{ CUELIGHT_LOG_LEVEL: 'loud' }, 'CUELIGHT_LOG_LEVEL must be one of trace, debug'],
    [{ CUELIGHT_EGRESS_ALLOW: '10.0.0.0/8,' }, 'CUELIGHT_EGRESS_ALLOW cannot be used: entry 2 is empty'],
    [{ CUELIGHT_TRUSTED_PROXIES: '10.0.0.0/8,10.1.2.3' }, 'CUELIGHT_TRUSTED_PROXIES must be CIDRs'],
    [{ CUELIGHT_TRUSTED_PROXIES: '10.0.0.0/33' }, 'CUELIGHT_TRUSTED_PROXIES must be CIDRs'],
    [
      { CUELIGHT_TLS_CERT_FILE: fixture('first.pem') },
      'CUELIGHT_TLS_CERT_FILE and CUELIGHT_TLS_KEY_FILE must be given together',
    ],
    [
      { CUELIGHT_TLS_CERT_FILE: fixture('first.pem'), CUELIGHT_TLS_KEY_FILE: fixture('second.key') },
      'CUELIGHT_TLS_CERT_FILE and CUELIGHT_TLS_KEY_FILE must hold a PEM certificate and its own private key',
    ],
    [
      { CUELIGHT_MASTER_KEYS: `k1:${key32}`, CUELIGHT_MASTER_KEYS_FILE: fixture('ca.pem') },
      'CUELIGHT_MASTER_KEYS and CUELIGHT_MASTER_KEYS_FILE must not both be given',
    ],
  ])('%o are refused by name, with what to do', (environment, fault) => {
    const faults = faultsOf(environment as Record<string, string>);

    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(fault);
  });

  it('need no master keys with MySQL where secrets are, or the master key is, in a vault', () => {
    const { CUELIGHT_MASTER_KEYS: _, ...others } = shared;
    const mysql = { ...others, CUELIGHT_DATABASE_URL: 'mysql://u:p@db.example/cuelight' };
    const azure = { ...mysql, CUELIGHT_AZURE_KEY_VAULT_URL: 'https://v.vault.azure.net' };

    expect(faultsOf({ ...azure, CUELIGHT_SECRETS: 'azure-key-vault' })).toEqual([]);
    expect(faultsOf({ ...azure, CUELIGHT_AZURE_KEY_VAULT_KEY: 'k' })).toEqual([]);
    expect(faultsOf(mysql)).toHaveLength(1);
  });

  it('name vaults, each with what it takes', () => {
    const read = readSettings({
      CUELIGHT_SECRETS: 'azure-key-vault',
      CUELIGHT_SECRETS_ALSO: 'local, hashicorp-vault,aws-secrets-manager',
      CUELIGHT_AZURE_KEY_VAULT_URL: 'https://v.vault.azure.net',
      CUELIGHT_AZURE_KEY_VAULT_KEY: 'master',
      CUELIGHT_VAULT_ADDRESS: 'https://vault.example:8200',
      CUELIGHT_VAULT_ROLE_ID: 'role',
      CUELIGHT_VAULT_SECRET_ID: 'S3cret-id',
      CUELIGHT_VAULT_MOUNT: 'kv/team',
      CUELIGHT_AWS_REGION: 'eu-central-1',
    });

    expect(read.ok && read.value.settings.secrets).toMatchObject({
      newIn: 'azure-key-vault',
      also: ['local', 'hashicorp-vault', 'aws-secrets-manager'],
      azureKeyVault: { vaultUrl: 'https://v.vault.azure.net', keyName: 'master', purges: false },
      hashicorpVault: { address: 'https://vault.example:8200', auth: { roleId: 'role' }, mount: 'kv/team' },
      aws: { region: 'eu-central-1' },
    });
    expect(JSON.stringify(read)).not.toContain('S3cret-id');
  });

  it('are refused all at once, and no fault quotes a value', () => {
    const canary = 'canary-3b9d';

    const faults = faultsOf({
      CUELIGHT_PORT: canary,
      CUELIGHT_HOST: `${canary}/`,
      CUELIGHT_ADMIN_KEY: canary,
      CUELIGHT_MASTER_KEYS: `${canary}:${canary}`,
      CUELIGHT_DATABASE_URL: `mysql://root:${canary}@db`,
      CUELIGHT_TLS_CERT_FILE: `/${canary}`,
      CUELIGHT_EVENTS: `redis://:${canary}@redis`,
      CUELIGHT_EGRESS_ALLOW: `10.0.0.0/8,https://${canary},${canary}/x`,
    });

    expect(faults).toHaveLength(10);
    expect(faults).toContain('CUELIGHT_HOST must be an address to listen at, such as 127.0.0.1 or 0.0.0.0.');
    expect(faults.join()).not.toContain(canary);
  });

  it.each([
    ['mysql://u:p@db.example', 'CUELIGHT_DATABASE_URL must be mysql://user:password@host'],
    ['mysql://u:p@10.0.0.5/d', 'CUELIGHT_DATABASE_URL must have the name of its host'],
    ['mysql://u:p@db.example/d?ssl=false', 'CUELIGHT_DATABASE_URL may have ?tls=required'],
  ])('do not name the database %s', (url, fault) => {
    const faults = faultsOf({ ...shared, CUELIGHT_DATABASE_URL: url });

    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(fault);
  });

  it('name a MySQL database with the keys that every host must have', () => {
    const url = 'mysql://u:p@db.example/cuelight';

    const { settings } = settingsOf({ ...shared, CUELIGHT_DATABASE_URL: url });
    const faults = faultsOf({ CUELIGHT_DATABASE_URL: url });

    expect(settings.database.kind === 'mysql' && settings.database.url.reveal()).toBe(url);
    expect(faults).toHaveLength(2);
    expect(faults[0]).toContain('CUELIGHT_ADMIN_KEY must be given with MySQL');
    expect(faults[1]).toContain('CUELIGHT_MASTER_KEYS or CUELIGHT_MASTER_KEYS_FILE must be given with MySQL');
  });

  it.each(['0.0.0.0', '::', '10.0.0.5', 'cuelight.example'])(
    'let %s be listened at only with a certificate or behind a proxy that has one',
    (host) => {
      const tls = { CUELIGHT_TLS_CERT_FILE: fixture('first.pem'), CUELIGHT_TLS_KEY_FILE: fixture('first.key') };

      expect(faultsOf({ CUELIGHT_HOST: host })[0]).toContain('CUELIGHT_HOST must be a loopback address');
      expect(faultsOf({ CUELIGHT_HOST: host, ...tls })).toEqual([]);
      expect(faultsOf({ CUELIGHT_HOST: host, CUELIGHT_TRUSTED_PROXIES: '10.1.0.0/16, fd00::/8' })).toEqual([]);
    },
  );

  it.each(['localhost', '127.0.0.2', '::1'])('let the loopback address %s be listened at', (host) => {
    expect(faultsOf({ CUELIGHT_HOST: host })).toEqual([]);
  });

  it('warn of variables that have no effect, and of none that is not ours', () => {
    const { warnings } = settingsOf({
      CUELIGHT_PORTT: '1',
      CUELIGHT_TEST_CHROMIUM: 'x',
      CUELIGHT_REFERENCE_DIR: 'x',
      CUELIGHT_CREDENTIAL_PASSWORD: 'x',
      PATH: '/bin',
    });

    expect(warnings).toEqual(['CUELIGHT_PORTT is not a setting of this version and has no effect.']);
  });

  it('are all documented', () => {
    const read = Object.keys(variables(() => '', Date.now).shape);

    expect(Object.keys(variableDocs).sort()).toEqual(read.sort());
  });
});
