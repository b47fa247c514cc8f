import type { FakeKeyVaultAdmin } from './admin.js';
import type { VaultSite } from './answer-vault.js';
import type { Faults } from './fault.js';
import type { JournalEntry } from './journal.js';
import type { KeyVersion } from './key-cabinet.js';
import type { SecretVersion } from './secret-shelf.js';

/** How long a token lasts: an hour, as those of a managed identity at least do. */
const tokenMs = 3_600_000;

/** The other side of a vault. */
export function createAdmin(site: VaultSite, faults: Faults, journal: readonly JournalEntry[]): FakeKeyVaultAdmin {
  const { shelf, cabinet, identities } = site;

  function secretVersion(name: string, version: string): SecretVersion {
    const found = shelf.find(name)?.versions.find((one) => one.version === version);
    if (found === undefined) throw new Error(`There is no version ${version} of the secret ${name}.`);
    return found;
  }

  function keyVersion(name: string, version: string): KeyVersion {
    const found = cabinet.find(name, version);
    if (found === undefined) throw new Error(`There is no version ${version} of the key ${name}.`);
    return found;
  }

  return {
    credentialOf: (identity) => ({
      async getToken() {
        const { token, expiresMs } = identities.issueToken(identity, tokenMs);
        return { token, expiresOnTimestamp: expiresMs };
      },
    }),
    revokeTokens: identities.revoke,
    permit: identities.permit,
    addFault: faults.add,
    clearFaults: faults.clear,
    requests: () => [...journal],
    secretVersions(name) {
      const secret = shelf.find(name);
      if (secret?.state.kind !== 'there') return [];
      return secret.versions.map(({ version, value, isEnabled }) => ({ version, value, isEnabled }));
    },
    secretState: (name) => shelf.find(name)?.state.kind,
    secretNames: () => shelf.all().map(({ name }) => name),
    editSecret(name, version, value) {
      secretVersion(name, version).value = value;
    },
    deleteSecret(name) {
      const secret = shelf.find(name);
      if (secret !== undefined) shelf.remove(secret);
    },
    rotateKey: (name) => cabinet.addVersion(name).version,
    setKeyEnabled(name, version, isEnabled) {
      keyVersion(name, version).isEnabled = isEnabled;
    },
    removeKey: cabinet.remove,
  };
}
