import { Secret, succeed } from '@cuelight/core';
import { expectValue } from '@cuelight/test-harness/contracts/expect-value';
import { describe, expect, it } from 'vitest';
import type { VaultClient, VaultRequest } from '../../src/secrets/hashicorp-vault/vault-client.js';
import { createVaultSession } from '../../src/secrets/hashicorp-vault/vault-session.js';
import { aSkippingClock } from './a-skipping-clock.js';

/** A Vault that knows only its newest token, and answers to a look at an older one when it is told to. */
function aSlowVault() {
  const sent: string[] = [];
  const waiting: (() => void)[] = [];
  let logins = 0;
  const client: Pick<VaultClient, 'send' | 'deadline' | 'close'> = {
    deadline: () => 0,
    close: async () => {},
    async send({ path }: VaultRequest) {
      sent.push(path);
      if (path === 'auth/approle/login') {
        logins += 1;
        const auth = { client_token: `token-${logins}`, lease_duration: 3_600, renewable: false };
        return succeed({ status: 200, headers: {}, body: { auth } });
      }
      await new Promise<void>((resolve) => void waiting.push(resolve));
      return succeed({ status: 403, headers: {}, body: { errors: ['permission denied'] } });
    },
  };
  return { client, sent, answerNext: () => waiting.shift()?.() };
}

describe('a session with Vault', () => {
  it('signs in once although one call learns long after another that their token is over', async () => {
    const vault = aSlowVault();
    const auth = { roleId: 'r', secretId: new Secret('s') };
    const session = createVaultSession({ address: 'https://vault.example', auth }, vault.client, aSkippingClock());
    const over = expectValue(await session.token(0));

    const first = session.anotherThan(over, 0);
    const second = session.anotherThan(over, 0);
    vault.answerNext();
    expect(await first).toEqual(succeed('token-2'));
    vault.answerNext();

    expect(await second).toEqual(succeed('token-2'));
    expect(vault.sent.filter((path) => path.endsWith('login'))).toHaveLength(2);
  });
});
