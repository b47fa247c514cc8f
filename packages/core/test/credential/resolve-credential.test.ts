import { describe, expect, it } from 'vitest';
import { resolveCredential } from '../../src/credential/resolve-credential.js';
import { fail, type GivenCredential, Secret, type SecretBinding, type SecretRef, succeed } from '../../src/index.js';
import { expectValue } from '../world/a-world.js';

const binding: SecretBinding = { owner: 'id-1', field: 'credential', origins: ['https://suite.example'] };
const fromEnv = 'CUELIGHT_CREDENTIAL_FINANCE';

/** A host with one variable. */
function host(value: string | undefined) {
  const asked: SecretRef[] = [];
  return {
    asked,
    async read(ref: SecretRef) {
      asked.push(ref);
      const isThere = ref.backend === 'environment' && ref.name === fromEnv && value !== undefined;
      return isThere ? succeed(new Secret(value)) : fail({ code: 'secret-missing', detail: ref.name } as const);
    },
  };
}

describe('a credential whose secret is in the environment', () => {
  it.each<[string, GivenCredential, object]>([
    ['a password', { kind: 'password', username: 'svc', password: { fromEnv } }, { kind: 'password', username: 'svc' }],
    [
      'a client secret',
      { kind: 'client-credentials', clientId: 'c', clientSecret: { fromEnv }, scope: 'OR.Jobs' },
      { kind: 'client-credentials', clientId: 'c', scope: 'OR.Jobs' },
    ],
    ['a token', { kind: 'personal-access-token', token: { fromEnv } }, { kind: 'personal-access-token' }],
  ])('is %s whose text is read when it is used', async (_, given, others) => {
    const credential = expectValue(await resolveCredential(given, binding, host('rt_canary')));

    expect(credential).toMatchObject(others);
    const texts = Object.values(credential).filter((value) => value instanceof Secret);
    expect(texts.map((secret) => secret.reveal())).toEqual(['rt_canary']);
  });

  it('is missing when the variable is, by its name', async () => {
    const given: GivenCredential = { kind: 'personal-access-token', token: { fromEnv } };

    expect(await resolveCredential(given, binding, host(undefined))).toEqual(
      fail({ code: 'secret-missing', detail: fromEnv }),
    );
  });

  it('is no token when the variable holds what no header can', async () => {
    const given: GivenCredential = { kind: 'personal-access-token', token: { fromEnv } };

    const resolved = await resolveCredential(given, binding, host('rt_canary\n'));

    expect(resolved).toMatchObject({
      failure: { code: 'secret-unreadable', detail: expect.stringContaining(fromEnv) },
    });
    expect(JSON.stringify(resolved)).not.toContain('canary');
  });

  it('asks for nothing when the secret itself was given', async () => {
    const none = host('another');
    const given: GivenCredential = { kind: 'password', username: 'svc', password: new Secret('own') };

    expect(expectValue(await resolveCredential(given, binding, none))).toEqual(given);
    expect(none.asked).toEqual([]);
  });
});
