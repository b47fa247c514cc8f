import { isCredentialVariable } from '@cuelight/core';
import type { Described } from '../api/described.js';

type NewConnection = Described['POST /v1/connections']['body'];
type TargetChange = Described['PATCH /v1/connections/{id}']['body'];

/** How a connection authenticates. */
export type CredentialKind = NewConnection['credential']['kind'];

/** What each kind is called, and the fields it takes, by their names in the API. */
export const credentialKinds = {
  password: { title: 'User name and password', fields: ['credential.username', 'credential.password'] },
  'client-credentials': {
    title: 'External application (client credentials)',
    fields: ['credential.clientId', 'credential.clientSecret'],
  },
  'personal-access-token': { title: 'Personal access token', fields: ['credential.token'] },
} as const satisfies Record<CredentialKind, { title: string; fields: readonly string[] }>;

/** Every field of the form, by its path in the API, in the order of the form. */
export const fieldNames = [
  ...['name', 'orchestratorUrl', 'tenant'],
  ...Object.values(credentialKinds).flatMap(({ fields }) => fields as readonly string[]),
  ...['credential.scope', 'identityUrl', 'trust.caPem'],
];

/** The field beside that of a secret which says that a variable is named there, and not the secret itself. */
export function besideSecret(name: string): string {
  return `${name}.fromEnv`;
}

/**
 * What has to be filled in and is not, or cannot be the name of a variable, by field.
 *
 * @param needed the fields that are, besides those of the credential
 */
export function missingIn(
  data: FormData,
  kind: CredentialKind,
  needed: readonly string[] = ['name', 'orchestratorUrl', 'tenant'],
): Readonly<Record<string, string>> {
  const wrong = (name: string) => {
    if (textIn(data, name) === '') return 'It is required.';
    if (!data.has(besideSecret(name)) || isCredentialVariable(textIn(data, name))) return undefined;
    return 'It must be the name of a variable: CUELIGHT_CREDENTIAL_, and then letters, digits and _.';
  };
  const all = [...needed, ...credentialKinds[kind].fields].map((name) => [name, wrong(name)] as const);
  return Object.fromEntries(all.flatMap(([name, why]) => (why === undefined ? [] : [[name, why]])));
}

/** What the form says, as the API takes it. */
export function newConnectionOf(data: FormData, kind: CredentialKind): NewConnection {
  const [identityUrl, caPem] = [textIn(data, 'identityUrl'), textIn(data, 'trust.caPem')];
  return {
    name: textIn(data, 'name'),
    orchestratorUrl: textIn(data, 'orchestratorUrl'),
    tenant: textIn(data, 'tenant'),
    credential: credentialOf(data, kind),
    ...(identityUrl !== '' && { identityUrl }),
    ...(caPem !== '' && { trust: { caPem } }),
  };
}

/** A change of the target: what is empty in the form is not to be there any more. */
export function targetChangeOf(data: FormData, kind: CredentialKind): TargetChange {
  const { name: _, identityUrl = null, trust = {}, ...rest } = newConnectionOf(data, kind);
  return { ...rest, identityUrl, trust };
}

/** The credential that was typed, or the variable that holds its secret. */
export function credentialOf(data: FormData, kind: CredentialKind): NewConnection['credential'] {
  switch (kind) {
    case 'password':
      return { kind, username: textIn(data, 'credential.username'), password: secretIn(data, 'credential.password') };
    case 'client-credentials': {
      const scope = textIn(data, 'credential.scope');
      return {
        ...{ kind, clientId: textIn(data, 'credential.clientId') },
        clientSecret: secretIn(data, 'credential.clientSecret'),
        ...(scope !== '' && { scope }),
      };
    }
    case 'personal-access-token':
      // A token has no spaces around it; what copied it may have put some there.
      return { kind, token: trimmed(secretIn(data, 'credential.token')) };
  }
}

function trimmed<T>(secret: string | T): string | T {
  return typeof secret === 'string' ? secret.trim() : secret;
}

function textIn(data: FormData, name: string): string {
  return typedIn(data, name).trim();
}

/** As it was typed, as a password may begin with a space; or the variable that holds it. */
function secretIn(data: FormData, name: string): string | { readonly fromEnv: string } {
  return data.has(besideSecret(name)) ? { fromEnv: textIn(data, name) } : typedIn(data, name);
}

function typedIn(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === 'string' ? value : '';
}
