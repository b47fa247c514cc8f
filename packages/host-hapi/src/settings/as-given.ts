import { isCredentialVariable, Secret } from '@cuelight/core';
import { type VariableName, variableDocs } from './variable-docs.js';

/** What an environment says, for an operator's own eyes: every setting without secrets, and apart from them the secrets. */
export interface AsGiven {
  readonly settings: readonly ShownSetting[];
  /** The names of the variables that are set for credentials to be read from. */
  readonly credentialVariables: readonly string[];
  /** Every secret that a variable holds, our own and those that the SDKs of vaults read. */
  readonly secrets: readonly Secret[];
}

/** A setting as it may be shown. */
export interface ShownSetting {
  readonly name: VariableName;
  readonly from: 'default' | 'given';
  /** Absent of a secret. A URL has neither user nor password. */
  readonly value?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Shows an environment, also one that cannot be used. An empty variable is an absent one. */
export function asGiven(environment: Environment): AsGiven {
  const given = Object.entries(environment).flatMap(([name, value]) => (value ? [{ name, value }] : []));
  const values = new Map(given.map(({ name, value }) => [name, value]));
  const names = Object.keys(variableDocs) as readonly VariableName[];
  return {
    settings: names.map((name) => shown(name, values.get(name))),
    credentialVariables: given.map(({ name }) => name).filter(isCredentialVariable),
    secrets: given.flatMap(({ name, value }) => secretsIn(name, value)).map((text) => new Secret(text)),
  };
}

function shown(name: VariableName, value: string | undefined): ShownSetting {
  if (value === undefined) return { name, from: 'default', value: variableDocs[name].default.replaceAll('`', '') };
  return { name, from: 'given', ...(!isSecret(name) && { value: withoutUser(value) }) };
}

/** Of our own variables. */
const secretVariables: ReadonlySet<string> = new Set<VariableName>([
  'CUELIGHT_ADMIN_KEY',
  'CUELIGHT_MASTER_KEYS',
  'CUELIGHT_VAULT_TOKEN',
  'CUELIGHT_VAULT_ROLE_ID',
  'CUELIGHT_VAULT_SECRET_ID',
]);

/** What the SDKs of AWS and Azure read. Sources: AWS SDKs reference guide; Azure Identity, EnvironmentCredential. */
const secretsOfSdks: ReadonlySet<string> = new Set([
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN',
  'AZURE_CLIENT_SECRET',
  'AZURE_CLIENT_CERTIFICATE_PASSWORD',
  'AZURE_PASSWORD',
  'IDENTITY_HEADER',
]);

function isSecret(name: string): boolean {
  return secretVariables.has(name) || secretsOfSdks.has(name) || isCredentialVariable(name);
}

function secretsIn(name: string, value: string): readonly string[] {
  if (isSecret(name)) return [value];
  return name.startsWith('CUELIGHT_') ? passwordsIn(value) : [];
}

/** Up to the last `@`: a password that nobody escaped may have everything in it that a URL gives another meaning. */
const userInUrl = /\/\/(.*)@/s;

function withoutUser(value: string): string {
  return value.replace(userInUrl, '//');
}

/** The password of a URL, as it is written and as it is meant. */
function passwordsIn(value: string): readonly string[] {
  const user = userInUrl.exec(value)?.[1] ?? '';
  const password = user.includes(':') ? user.slice(user.indexOf(':') + 1) : '';
  return password === '' ? [] : [password, decoded(password)];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
