import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { credentialFromText, credentialToText, type GivenCredential, Secret } from '../../src/index.js';

describe('a credential kept as one secret', () => {
  it('comes back as it was, of whatever kind', () => {
    fc.assert(
      fc.property(credentials(), (credential) => {
        const back = credentialFromText(credentialToText(credential));

        expect(back.ok && shown(back.value)).toEqual(shown(credential));
      }),
    );
  });

  it('is read when an earlier version wrote it', () => {
    const text = '{"kind":"password","username":"svc.\\"runner\\"","password":"päss"}';

    const back = credentialFromText(new Secret(text));

    expect(back.ok && shown(back.value)).toEqual({ kind: 'password', username: 'svc."runner"', password: 'päss' });
  });

  it('holds the name of the variable that its secret is in, and is read with it', () => {
    const credential = {
      kind: 'password',
      username: 'svc',
      password: { fromEnv: 'CUELIGHT_CREDENTIAL_FINANCE' },
    } as const;

    const kept = credentialToText(credential);

    expect(kept.reveal()).toBe(
      '{"kind":"password","username":"svc","password":{"fromEnv":"CUELIGHT_CREDENTIAL_FINANCE"}}',
    );
    expect(credentialFromText(kept)).toEqual({ ok: true, value: credential });
  });

  it('shows nothing of itself', () => {
    fc.assert(
      fc.property(credentials('canary-4711'), (credential) => {
        const kept = credentialToText(credential);

        expect(
          `${kept}${JSON.stringify([kept, credential])}${inspect([kept, credential], { depth: 9 })}`,
        ).not.toContain('canary');
      }),
    );
  });

  it.each([
    '',
    'null',
    '[]',
    '{"kind":"password"}',
    '{"kind":"token","username":"a","password":"b"}',
    '{"kind":"password","clientId":"a","clientSecret":"b"}',
    '{"kind":"client-credentials","clientId":"a"}',
    '{"kind":"client-credentials","clientId":"a","clientSecret":"b","scope":7}',
    '{"kind":"personal-access-token"}',
    '{"kind":"password","username":"a","password":7}',
    '{"kind":"password","username":"a","password":{}}',
    '{"kind":"password","username":"a","password":{"fromEnv":"PATH"}}',
    '{"kind":"password","username":"a","password":{"fromEnv":"CUELIGHT_MASTER_KEYS"}}',
  ])('is unreadable when somebody replaced it by %s', (text) => {
    expect(credentialFromText(new Secret(text))).toEqual({ ok: false, failure: 'unreadable' });
  });
});

function credentials(secretText?: string): fc.Arbitrary<GivenCredential> {
  const texts = (secretText === undefined ? fc.string() : fc.constant(secretText)).map((text) => new Secret(text));
  const variables = fc.stringMatching(/^\w{1,100}$/).map((name) => ({ fromEnv: `CUELIGHT_CREDENTIAL_${name}` }));
  const secrets = fc.oneof(texts, variables);
  const client = { clientId: fc.string(), clientSecret: secrets, scope: fc.string() };
  return fc.oneof(
    fc.record({ kind: fc.constant('password' as const), username: fc.string(), password: secrets }),
    fc.record(
      { kind: fc.constant('client-credentials' as const), ...client },
      { requiredKeys: ['kind', 'clientId', 'clientSecret'] },
    ),
    fc.record({ kind: fc.constant('personal-access-token' as const), token: secrets }),
  );
}

/** A credential with its secret in the clear. */
function shown(credential: GivenCredential): object {
  return Object.fromEntries(
    Object.entries(credential).map(([name, value]) => [name, value instanceof Secret ? value.reveal() : value]),
  );
}
