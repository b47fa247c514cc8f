import { CryptographyClient, KeyClient } from '@azure/keyvault-keys';
import { SecretClient } from '@azure/keyvault-secrets';
import { onTestFinished } from 'vitest';
import { type FakeKeyVault, type FakeKeyVaultOptions, startFakeKeyVault } from '../../src/fake-key-vault/index.js';

/** A fake vault until the test is over, with Microsoft's clients of it. */
export interface AVault {
  readonly vault: FakeKeyVault;
  /** Clients that sign in as this identity, without repeats. */
  secretsAs(identity: string): SecretClient;
  keysAs(identity: string): KeyClient;
  cryptoAs(identity: string, keyId: string): CryptographyClient;
}

/** Starts a fake vault for a test. */
export async function aVault(options: FakeKeyVaultOptions = {}): Promise<AVault> {
  const vault = await startFakeKeyVault(options);
  onTestFinished(() => vault.close());
  const settings = () => ({
    tlsOptions: { ca: vault.ca },
    // The fake's address is no subdomain of the audience that the challenge names.
    disableChallengeResourceVerification: true,
    retryOptions: { maxRetries: 0 },
  });
  const credentialOf = vault.admin.credentialOf;
  return {
    vault,
    secretsAs: (identity) => new SecretClient(vault.url, credentialOf(identity), settings()),
    keysAs: (identity) => new KeyClient(vault.url, credentialOf(identity), settings()),
    cryptoAs: (identity, keyId) => new CryptographyClient(keyId, credentialOf(identity), settings()),
  };
}

/** What a refused call was refused with. */
export async function refusalOf(
  call: Promise<unknown>,
): Promise<{ status: unknown; code: unknown; inner: unknown; retryAfter: unknown } | 'done'> {
  try {
    await call;
    return 'done';
  } catch (error) {
    // biome-ignore lint/suspicious/noExplicitAny: what the SDK throws is not declared
    const { statusCode, code, details, response } = error as any;
    return {
      status: statusCode,
      code,
      inner: details?.error?.innerError?.code,
      retryAfter: response?.headers.get('retry-after'),
    };
  }
}
