import { describe, expect, it } from 'vitest';
import { asGiven } from '../src/settings/as-given.js';

const shown = (environment: Readonly<Record<string, string>>) =>
  asGiven(environment).settings.filter(({ from }) => from === 'given');
const secretsOf = (environment: Readonly<Record<string, string>>) =>
  asGiven(environment).secrets.map((secret) => secret.reveal());

describe('settings as they were given', () => {
  it.each([
    ['mysql://cuelight:p%40ss@db.example:3306/cuelight', 'mysql://db.example:3306/cuelight', ['p%40ss', 'p@ss']],
    ['mysql://cuelight:p@ss@db.example/cuelight', 'mysql://db.example/cuelight', ['p@ss', 'p@ss']],
    ['mysql://root@127.0.0.1:3306/cuelight', 'mysql://127.0.0.1:3306/cuelight', []],
    ['sqlite:./data/cuelight.db', 'sqlite:./data/cuelight.db', []],
    // Passwords that should have been escaped: such settings cannot be used, and are what help is asked for.
    ['mysql://cuelight:pa/ss@db.example/cuelight', 'mysql://db.example/cuelight', ['pa/ss', 'pa/ss']],
    ['mysql://cuelight:p#ss?@db.example/cuelight', 'mysql://db.example/cuelight', ['p#ss?', 'p#ss?']],
    ['mysql://cuelight:p ss@db.example/cuelight', 'mysql://db.example/cuelight', ['p ss', 'p ss']],
  ])('show %s without user and password', (url, value, secrets) => {
    const environment = { CUELIGHT_DATABASE_URL: url };

    expect(shown(environment)).toEqual([{ name: 'CUELIGHT_DATABASE_URL', from: 'given', value }]);
    expect(secretsOf(environment)).toEqual(secrets);
  });

  it.each(['CUELIGHT_ADMIN_KEY', 'CUELIGHT_MASTER_KEYS', 'CUELIGHT_VAULT_TOKEN', 'CUELIGHT_VAULT_SECRET_ID'])(
    'show that there is %s, and never its value',
    (name) => {
      expect(shown({ [name]: 'canary' })).toEqual([{ name, from: 'given' }]);
      expect(secretsOf({ [name]: 'canary' })).toEqual(['canary']);
    },
  );

  it('have the secrets that the SDKs of vaults read among theirs', () => {
    expect(secretsOf({ AWS_SECRET_ACCESS_KEY: 'one', AZURE_CLIENT_SECRET: 'two', HOME: '/root' })).toEqual([
      'one',
      'two',
    ]);
  });

  it('take an empty variable for an absent one', () => {
    expect(shown({ CUELIGHT_PORT: '' })).toEqual([]);
    expect(asGiven({}).settings[0]).toEqual({ name: 'CUELIGHT_HOST', from: 'default', value: '127.0.0.1' });
  });
});
