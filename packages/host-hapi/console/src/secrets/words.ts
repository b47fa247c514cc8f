import type { Answer } from '../api/call.js';

/** Where secrets are, and what opens them. */
export type Secrets = Answer<'GET /v1/secrets'>;

/** Master keys, by their ids. */
export type MasterKeys = NonNullable<Secrets['masterKeys']>;

/** One of them. */
export type MasterKey = MasterKeys['keys'][number];

/** A rotation, under way or ended. */
export type Rotation = NonNullable<Secrets['rotation']>;

const backendWords = new Map([
  ['local', 'Cuelight’s own database, sealed under a master key (local)'],
  ['azure-key-vault', 'an Azure Key Vault (azure-key-vault)'],
  ['hashicorp-vault', 'HashiCorp Vault or OpenBao (hashicorp-vault)'],
  ['aws-secrets-manager', 'AWS Secrets Manager (aws-secrets-manager)'],
  ['environment', 'variables of the environment (environment)'],
]);

/** Where a backend keeps secrets. */
export function wordsOfBackend(name: string): string {
  return backendWords.get(name) ?? name;
}

const originWords: Readonly<Record<MasterKeys['from'][number], string>> = {
  'file-beside-database': 'the file master-keys beside the database',
  file: 'the file that CUELIGHT_MASTER_KEYS_FILE names',
  setting: 'the setting CUELIGHT_MASTER_KEYS',
  'azure-key-vault': 'an Azure Key Vault, which the key never leaves',
};

/** Where master keys come from. */
export function wordsOfOrigin(from: MasterKeys['from']): string {
  return from.map((origin) => originWords[origin]).join('; and from ');
}

/** A number of secrets, on one line. */
export function secretsInWords(count: number): string {
  return count === 1 ? '1\u00a0secret' : `${count}\u00a0secrets`;
}
