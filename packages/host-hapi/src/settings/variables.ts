import { isIP } from 'node:net';
import { type EgressRules, readEgressAllow } from '@cuelight/adapters/egress';
import { readMysqlUrl } from '@cuelight/adapters/persistence/mysql';
import { parseMasterKeys } from '@cuelight/adapters/secrets/local';
import { nodeCertificateAuthorities } from '@cuelight/adapters/trust';
import { parseOrchestratorUrl, Secret } from '@cuelight/core';
import { z } from 'zod';
import { logLevels } from '../logging/log.js';
import { wholeNumber } from '../shapes/whole-number.js';
import { secretBackendNames } from './secret-backend-names.js';
import type { DatabaseSetting } from './settings.js';
import { vaultVariables } from './vault-variables.js';

/** Reads a file as text; throws when it cannot. */
export type ReadText = (path: string) => string;

/**
 * How each environment variable is read. Messages follow the name of the variable: what it must be, and so what to do.
 * None quotes a value.
 */
export function variables(readText: ReadText, nowMs: () => number) {
  const file = z.string().superRefine((path, context) => {
    const code = readError(path, readText);
    if (code !== undefined) context.addIssue(`names a file that cannot be read (${code}); give the path of one`);
  });

  return z.object({
    CUELIGHT_HOST: z
      .string()
      .regex(/^[A-Za-z0-9.:-]+$/, 'must be an address to listen at, such as 127.0.0.1 or 0.0.0.0')
      .default('127.0.0.1'),
    CUELIGHT_PORT: wholeNumber(0, 65_535).default(7_400),
    CUELIGHT_TLS_CERT_FILE: file.exactOptional(),
    CUELIGHT_TLS_KEY_FILE: file.exactOptional(),
    CUELIGHT_TRUSTED_PROXIES: z
      .string()
      .refine((list) => list.split(',').every(isCidr), 'must be CIDRs separated by commas, such as 10.1.0.0/16')
      .exactOptional(),
    CUELIGHT_PUBLIC_URL: z
      .string()
      .refine(
        (url) => parseOrchestratorUrl(url).ok,
        'must be an https URL (http for loopback only), without user name, query or fragment',
      )
      .exactOptional(),
    CUELIGHT_DATABASE_URL: z.string().default('sqlite:./data/cuelight.db').transform(readDatabase),
    CUELIGHT_SECRETS: z.enum(secretBackendNames, `must be one of ${secretBackendNames.join(', ')}`).default('local'),
    CUELIGHT_SECRETS_ALSO: z
      .string()
      .transform((list) => list.split(',').map((name) => name.trim()))
      .pipe(
        z.array(
          z.enum(secretBackendNames, `must be secret backends separated by commas: ${secretBackendNames.join(', ')}`),
        ),
      )
      .default([]),
    ...vaultVariables,
    CUELIGHT_MASTER_KEYS: z.string().transform(readMasterKeys).exactOptional(),
    CUELIGHT_MASTER_KEYS_FILE: file.exactOptional(),
    CUELIGHT_EVENTS: z.literal('memory', onlyOne('memory')).default('memory'),
    CUELIGHT_ADMIN_KEY: z
      .string()
      .regex(
        /^[\x21-\x7e]{32,500}$/,
        'must have 32 to 500 visible ASCII characters, such as from: openssl rand -hex 32',
      )
      .transform((key) => new Secret(key))
      .exactOptional(),
    CUELIGHT_CA_FILE: file
      .superRefine((path, context) => {
        if (readError(path, readText) !== undefined) return;
        const checked = nodeCertificateAuthorities(nowMs).check(readText(path));
        if (!checked.ok) context.addIssue(`must name a PEM file of CA certificates only: ${checked.failure.detail}`);
      })
      .exactOptional(),
    CUELIGHT_EGRESS_ALLOW: z.string().transform(readEgressRules).exactOptional(),
    CUELIGHT_ROBOT_PORT: wholeNumber(1, 65_535).default(2_323),
    CUELIGHT_LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
  });
}

function onlyOne(value: string): string {
  return `must be "${value}": anything else is not supported by this version`;
}

function readError(path: string, readText: ReadText): string | undefined {
  try {
    readText(path);
    return undefined;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  }
}

function isCidr(text: string): boolean {
  const [address = '', prefix = '', ...rest] = text.trim().split('/');
  const longest = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return rest.length === 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= longest;
}

function readEgressRules(text: string, context: z.RefinementCtx): EgressRules {
  const rules = readEgressAllow(text);
  if (rules.ok) return rules.value;
  for (const fault of rules.failure) context.addIssue(`cannot be used: ${fault}`);
  return z.NEVER;
}

function readDatabase(url: string, context: z.RefinementCtx): DatabaseSetting {
  const file = /^sqlite:(?!:)(.+)$/.exec(url)?.[1];
  if (file !== undefined) return { kind: 'sqlite', file };
  const target = url.startsWith('mysql:') ? readMysqlUrl(url) : undefined;
  if (target === undefined) {
    context.addIssue('must be sqlite:<path of a file> or mysql://user:password@host:3306/database');
  } else if (!target.ok) context.addIssue(target.failure);
  return { kind: 'mysql', url: new Secret(url) };
}

function readMasterKeys(text: string, context: z.RefinementCtx): Secret {
  const keys = parseMasterKeys(text);
  if (!keys.ok) context.addIssue(`cannot be used: ${keys.failure.detail} ${keys.failure.remedy}`);
  return new Secret(text);
}
