import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseMasterKeys } from '@cuelight/adapters/secrets/local';
import type { Failure, Result, Secret } from '@cuelight/core';
import type { Settings } from '../settings/settings.js';
import { dataFolderOf } from '../storage/data-folder-of.js';
import type { PartFailure } from './part.js';
import type { StoredSecrets } from './read-stored-secrets.js';

/** The secrets that a process knows. */
export interface KnownSecrets {
  /** Texts, and the bytes of keys. */
  readonly values: readonly (string | Uint8Array)[];
  /** What could not be asked for its secrets: none of these can be in what the process tells either. */
  readonly notKnown: readonly { readonly what: string; readonly code: string }[];
}

/** Where a process has secrets from. */
export interface SecretSources {
  /** Those of the environment. */
  readonly fromEnvironment: readonly Secret[];
  /** Where keys may lie in files; absent when the settings cannot be used. */
  readonly settings?: Pick<Settings, 'database' | 'masterKeysFile' | 'tls'> | undefined;
  /** Those that others have given the process, such as the admin key of a running service. */
  readonly others?: readonly Secret[];
  /** Those that connections and the service itself have stored. */
  stored(): Promise<Result<StoredSecrets, Failure | PartFailure>>;
}

/** Gathers the secrets, each once. */
export async function knownSecrets({
  fromEnvironment,
  settings,
  others = [],
  stored,
}: SecretSources): Promise<KnownSecrets> {
  const [inFiles, inRows] = await Promise.all([secretsInFiles(settings), storedOrFailure(stored)]);
  const texts = [...fromEnvironment, ...others, ...inRows.values].map((secret) => secret.reveal());
  const all = new Set([...texts, ...inFiles.texts].filter((text) => text !== ''));
  return {
    values: [...all, ...[...all].flatMap(keysIn), ...pemBytes(settings?.tls?.pair.key)],
    notKnown: [...inFiles.notKnown, ...inRows.notKnown],
  };
}

/** The bytes of master keys, and their texts one by one. */
function keysIn(text: string): readonly (string | Uint8Array)[] {
  const keys = parseMasterKeys(text);
  if (!keys.ok) return [];
  const bytes = [...keys.value.values()].map((key) => key.export());
  return [...bytes.map((key) => key.toString('base64')), ...bytes];
}

function pemBytes(pem: string | undefined): readonly (string | Uint8Array)[] {
  if (pem === undefined) return [];
  const base64 = /-----BEGIN [^-]+-----([^-]+)-----END/.exec(pem)?.[1]?.replaceAll(/\s/g, '') ?? '';
  return [pem.trim(), ...(base64 === '' ? [] : [Buffer.from(base64, 'base64')])];
}

async function storedOrFailure(stored: SecretSources['stored']) {
  try {
    const read = await stored();
    if (!read.ok) return { values: [], notKnown: [{ what: 'stored secrets', code: read.failure.code }] };
    const notKnown = [...read.value.unreadable].map(([owner, code]) => ({ what: owner, code }));
    return { values: read.value.values, notKnown };
  } catch {
    return { values: [], notKnown: [{ what: 'stored secrets', code: 'internal-error' }] };
  }
}

async function secretsInFiles(settings: SecretSources['settings']) {
  const dataFolder = settings && dataFolderOf(settings.database);
  const own = dataFolder === undefined ? [] : [join(dataFolder, 'admin-key'), join(dataFolder, 'master-keys')];
  const texts: string[] = [];
  const notKnown: { readonly what: string; readonly code: string }[] = [];
  for (const file of [...own, ...(settings?.masterKeysFile === undefined ? [] : [settings.masterKeysFile])]) {
    try {
      texts.push((await readFile(file, 'utf8')).trim());
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      if (code !== 'ENOENT') notKnown.push({ what: file, code });
    }
  }
  return { texts, notKnown };
}
