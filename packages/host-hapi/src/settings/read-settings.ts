import { readFileSync } from 'node:fs';
import { createEnvironmentSecrets } from '@cuelight/adapters/secrets/environment';
import { fail, isLoopbackHost, type Result, succeed } from '@cuelight/core';
import { asGiven } from './as-given.js';
import { isServable } from './is-servable.js';
import type { Settings } from './settings.js';
import { variableDocs } from './variable-docs.js';
import { type ReadText, variables } from './variables.js';
import { faultsOfVaults, namesBackend, vaultSettings } from './vault-variables.js';

/** Settings, and what the operator should know about the environment they came from. */
export interface SettingsRead {
  readonly settings: Settings;
  /** One sentence each. */
  readonly warnings: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings from environment variables; an empty variable is an absent one.
 *
 * @returns every fault at once, one sentence each, that names the variable and what to do; none quotes a value
 */
export function readSettings(
  environment: Environment,
  readText: ReadText = (path) => readFileSync(path, 'utf8'),
  nowMs: () => number = Date.now,
): Result<SettingsRead, readonly string[]> {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const read = variables(readText, nowMs).safeParse(given);
  const faults = read.success ? [] : read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}.`);
  const all = [...faults.map((fault) => fault.replace(/\.\.$/, '.')), ...faultsOfCombination(given, readText)];
  if (!read.success || all.length > 0) return fail(all);

  const { data } = read;
  const certFile = data.CUELIGHT_TLS_CERT_FILE;
  const keyFile = data.CUELIGHT_TLS_KEY_FILE;
  const isTls = certFile !== undefined && keyFile !== undefined;
  return succeed({
    warnings: warningsOf(given),
    settings: {
      address: data.CUELIGHT_HOST,
      port: data.CUELIGHT_PORT,
      database: data.CUELIGHT_DATABASE_URL,
      secrets: { newIn: data.CUELIGHT_SECRETS, also: data.CUELIGHT_SECRETS_ALSO, ...vaultSettings(data) },
      environment: createEnvironmentSecrets(environment),
      robotPort: data.CUELIGHT_ROBOT_PORT,
      logLevel: data.CUELIGHT_LOG_LEVEL,
      asGiven: asGiven(environment),
      ...(data.CUELIGHT_PUBLIC_URL !== undefined && { publicUrl: data.CUELIGHT_PUBLIC_URL }),
      ...(data.CUELIGHT_MASTER_KEYS !== undefined && { masterKeys: data.CUELIGHT_MASTER_KEYS }),
      ...(data.CUELIGHT_MASTER_KEYS_FILE !== undefined && { masterKeysFile: data.CUELIGHT_MASTER_KEYS_FILE }),
      ...(data.CUELIGHT_ADMIN_KEY !== undefined && { adminKey: data.CUELIGHT_ADMIN_KEY }),
      ...(data.CUELIGHT_CA_FILE !== undefined && { caPem: readText(data.CUELIGHT_CA_FILE) }),
      ...(data.CUELIGHT_EGRESS_ALLOW !== undefined && { egress: data.CUELIGHT_EGRESS_ALLOW }),
      ...(data.CUELIGHT_TRUSTED_PROXIES !== undefined && { trustedProxies: data.CUELIGHT_TRUSTED_PROXIES.split(',') }),
      ...(isTls && { tls: { certFile, keyFile, pair: { cert: readText(certFile), key: readText(keyFile) } } }),
    },
  });
}

/** What is wrong only together. Looks at the texts, so that it is told beside what is wrong by itself. */
function faultsOfCombination(given: Environment, readText: ReadText): readonly string[] {
  const { CUELIGHT_HOST: host = '127.0.0.1', CUELIGHT_TLS_CERT_FILE: cert, CUELIGHT_TLS_KEY_FILE: key } = given;
  const faults: string[] = [...faultsOfVaults(given)];
  if ((cert === undefined) !== (key === undefined)) {
    faults.push('CUELIGHT_TLS_CERT_FILE and CUELIGHT_TLS_KEY_FILE must be given together.');
  }
  if (cert !== undefined && key !== undefined && !canServe(cert, key, readText)) {
    faults.push(
      'CUELIGHT_TLS_CERT_FILE and CUELIGHT_TLS_KEY_FILE must hold a PEM certificate and its own private key.',
    );
  }
  if (given.CUELIGHT_MASTER_KEYS !== undefined && given.CUELIGHT_MASTER_KEYS_FILE !== undefined) {
    faults.push('CUELIGHT_MASTER_KEYS and CUELIGHT_MASTER_KEYS_FILE must not both be given: remove one.');
  }
  if (given.CUELIGHT_DATABASE_URL?.startsWith('mysql:')) faults.push(...missingWithMysql(given));
  if (!isLoopback(host) && cert === undefined && given.CUELIGHT_TRUSTED_PROXIES === undefined) {
    faults.push(
      'CUELIGHT_HOST must be a loopback address while keys would cross the network unencrypted: set CUELIGHT_TLS_CERT_FILE and CUELIGHT_TLS_KEY_FILE, or name the TLS-ending proxies before the service in CUELIGHT_TRUSTED_PROXIES.',
    );
  }
  return faults;
}

/** What is made beside a file of our own must be given where other hosts would not have it. */
function missingWithMysql(given: Environment): readonly string[] {
  const { CUELIGHT_ADMIN_KEY: adminKey, CUELIGHT_MASTER_KEYS: keys, CUELIGHT_MASTER_KEYS_FILE: file } = given;
  const faults: string[] = [];
  if (adminKey === undefined) {
    faults.push(
      'CUELIGHT_ADMIN_KEY must be given with MySQL, the same on every host, such as from: openssl rand -hex 32.',
    );
  }
  if (keys === undefined && file === undefined && hasMasterKeys(given)) {
    faults.push(
      'CUELIGHT_MASTER_KEYS or CUELIGHT_MASTER_KEYS_FILE must be given with MySQL, the same on every host: k1: and what openssl rand -base64 32 prints.',
    );
  }
  return faults;
}

/** Whether the backend `local` is to have master keys that this host holds. */
function hasMasterKeys(given: Environment): boolean {
  return namesBackend(given, 'local') && given.CUELIGHT_AZURE_KEY_VAULT_KEY === undefined;
}

function canServe(certFile: string, keyFile: string, readText: ReadText): boolean {
  try {
    return isServable(readText(certFile), readText(keyFile));
  } catch {
    // That a file cannot be read is told of the variable that names it.
    return true;
  }
}

function isLoopback(host: string): boolean {
  return isLoopbackHost(host) || host === '::1';
}

/** Read elsewhere, by tests and by examples. */
const knownElsewhere = /^CUELIGHT_(TEST_.*|REFERENCE_DIR|CREDENTIAL_.*|CI_.*)$/;

function warningsOf(given: Environment): readonly string[] {
  const names = Object.keys(given).filter((name) => name.startsWith('CUELIGHT_') && !(name in variableDocs));
  return names
    .filter((name) => !knownElsewhere.test(name))
    .map((name) => `${name} is not a setting of this version and has no effect.`);
}
