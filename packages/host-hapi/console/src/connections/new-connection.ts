import type { Described } from '../api/described.js';

type NewConnection = Described['POST /v1/connections']['body'];

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

/** What is not filled in and has to be, by field. */
export function missingIn(data: FormData, kind: CredentialKind): Readonly<Record<string, string>> {
  const needed = ['name', 'orchestratorUrl', 'tenant', ...credentialKinds[kind].fields];
  return Object.fromEntries(
    needed.filter((name) => textIn(data, name) === '').map((name) => [name, 'It is required.']),
  );
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

function credentialOf(data: FormData, kind: CredentialKind): NewConnection['credential'] {
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
      return { kind, token: textIn(data, 'credential.token') };
  }
}

function textIn(data: FormData, name: string): string {
  return secretIn(data, name).trim();
}

/** As it was typed: a password may begin with a space. */
function secretIn(data: FormData, name: string): string {
  const value = data.get(name);
  return typeof value === 'string' ? value : '';
}
