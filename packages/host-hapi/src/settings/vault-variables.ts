import { parseKeyVaultUrl } from '@cuelight/adapters/secrets/azure-key-vault';
import { Secret } from '@cuelight/core';
import { z } from 'zod';
import type { Settings } from './settings.js';

const folder = /^[A-Za-z0-9_-]+(\/[A-Za-z0-9_-]+)*$/;
const secretText = z.string().transform((text) => new Secret(text));

/** How the variables of secret backends elsewhere are read; see `variables.ts`. */
export const vaultVariables = {
  CUELIGHT_AZURE_KEY_VAULT_URL: z
    .string()
    .refine((url) => parseKeyVaultUrl(url) !== undefined, 'must be https://<name>.vault.azure.net, without a path')
    .exactOptional(),
  CUELIGHT_AZURE_KEY_VAULT_KEY: z
    .string()
    .regex(/^[0-9a-zA-Z-]{1,127}$/, 'must be the name of a key of the vault: letters, digits and "-"')
    .exactOptional(),
  CUELIGHT_AZURE_KEY_VAULT_PREFIX: z
    .string()
    .regex(/^[a-z][a-z0-9]{0,23}$/, 'must be 1 to 24 lower-case letters and digits, a letter first')
    .exactOptional(),
  CUELIGHT_AZURE_KEY_VAULT_PURGE: z
    .enum(['true', 'false'], 'must be true or false')
    .transform((word) => word === 'true')
    .default(false),
  CUELIGHT_VAULT_ADDRESS: z
    .string()
    .refine(isHttps, 'must be an https URL, such as https://vault.example:8200')
    .exactOptional(),
  CUELIGHT_VAULT_TOKEN: secretText.exactOptional(),
  CUELIGHT_VAULT_ROLE_ID: z.string().exactOptional(),
  CUELIGHT_VAULT_SECRET_ID: secretText.exactOptional(),
  CUELIGHT_VAULT_MOUNT: z.string().regex(folder, 'must be the path of a mount, such as secret').exactOptional(),
  CUELIGHT_VAULT_PREFIX: z.string().regex(folder, 'must be a folder, such as cuelight').exactOptional(),
  CUELIGHT_VAULT_NAMESPACE: z.string().exactOptional(),
  CUELIGHT_AWS_REGION: z
    .string()
    .regex(/^[a-z0-9-]{4,40}$/, 'must be a region, such as eu-central-1')
    .exactOptional(),
  CUELIGHT_AWS_SECRETS_PREFIX: z
    .string()
    .regex(folder, 'must be names of letters, digits, "-" and "_", with "/" between')
    .exactOptional(),
  CUELIGHT_AWS_KMS_KEY_ID: z.string().exactOptional(),
  CUELIGHT_AWS_ENDPOINT: z.string().refine(isHttps, 'must be an https URL').exactOptional(),
};

type Read = z.infer<z.ZodObject<typeof vaultVariables>>;

/** The backends elsewhere that variables name. */
export function vaultSettings(data: Read): Pick<Settings['secrets'], 'azureKeyVault' | 'hashicorpVault' | 'aws'> {
  const auth = vaultAuth(data);
  return {
    ...(data.CUELIGHT_AZURE_KEY_VAULT_URL !== undefined && {
      azureKeyVault: {
        vaultUrl: data.CUELIGHT_AZURE_KEY_VAULT_URL,
        purges: data.CUELIGHT_AZURE_KEY_VAULT_PURGE,
        ...given('prefix', data.CUELIGHT_AZURE_KEY_VAULT_PREFIX),
        ...given('keyName', data.CUELIGHT_AZURE_KEY_VAULT_KEY),
      },
    }),
    ...(data.CUELIGHT_VAULT_ADDRESS !== undefined &&
      auth !== undefined && {
        hashicorpVault: {
          address: data.CUELIGHT_VAULT_ADDRESS,
          auth,
          ...given('mount', data.CUELIGHT_VAULT_MOUNT),
          ...given('prefix', data.CUELIGHT_VAULT_PREFIX),
          ...given('namespace', data.CUELIGHT_VAULT_NAMESPACE),
        },
      }),
    ...(data.CUELIGHT_AWS_REGION !== undefined && {
      aws: {
        region: data.CUELIGHT_AWS_REGION,
        ...given('prefix', data.CUELIGHT_AWS_SECRETS_PREFIX),
        ...given('kmsKeyId', data.CUELIGHT_AWS_KMS_KEY_ID),
        ...given('endpoint', data.CUELIGHT_AWS_ENDPOINT),
      },
    }),
  };
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether secrets are kept by this backend, or read from it. Looks at the texts. */
export function namesBackend(environment: Environment, backend: string): boolean {
  const { CUELIGHT_SECRETS: newIn = 'local', CUELIGHT_SECRETS_ALSO: also = '' } = environment;
  return [newIn, ...also.split(',')].some((name) => name.trim() === backend);
}

/** What is wrong with them only together, one sentence each. Looks at the texts. */
export function faultsOfVaults(environment: Environment): readonly string[] {
  const isNamed = (backend: string) => namesBackend(environment, backend);
  const isGiven = (name: string) => environment[name] !== undefined;
  const faults: string[] = [];
  if (isNamed('azure-key-vault') && !isGiven('CUELIGHT_AZURE_KEY_VAULT_URL')) {
    faults.push('CUELIGHT_AZURE_KEY_VAULT_URL must be given with the secret backend azure-key-vault.');
  }
  if (isGiven('CUELIGHT_AZURE_KEY_VAULT_KEY') && !isGiven('CUELIGHT_AZURE_KEY_VAULT_URL')) {
    faults.push('CUELIGHT_AZURE_KEY_VAULT_URL must be given with CUELIGHT_AZURE_KEY_VAULT_KEY.');
  }
  if (isNamed('hashicorp-vault') && !isGiven('CUELIGHT_VAULT_ADDRESS')) {
    faults.push('CUELIGHT_VAULT_ADDRESS must be given with the secret backend hashicorp-vault.');
  }
  const [token, roleId, secretId] = ['TOKEN', 'ROLE_ID', 'SECRET_ID'].map((name) => isGiven(`CUELIGHT_VAULT_${name}`));
  if (isGiven('CUELIGHT_VAULT_ADDRESS') && token === (roleId === true && secretId === true)) {
    faults.push(
      'CUELIGHT_VAULT_ADDRESS needs either CUELIGHT_VAULT_TOKEN, or CUELIGHT_VAULT_ROLE_ID and CUELIGHT_VAULT_SECRET_ID.',
    );
  }
  if (isNamed('aws-secrets-manager') && !isGiven('CUELIGHT_AWS_REGION')) {
    faults.push('CUELIGHT_AWS_REGION must be given with the secret backend aws-secrets-manager.');
  }
  return faults;
}

function vaultAuth(data: Read) {
  const { CUELIGHT_VAULT_TOKEN: token, CUELIGHT_VAULT_ROLE_ID: roleId, CUELIGHT_VAULT_SECRET_ID: secretId } = data;
  if (token !== undefined) return { token };
  return roleId !== undefined && secretId !== undefined ? { roleId, secretId } : undefined;
}

function given<Name extends string, Value>(name: Name, value: Value | undefined): Partial<Record<Name, Value>> {
  return value === undefined ? {} : ({ [name]: value } as Record<Name, Value>);
}

function isHttps(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'https:';
}
