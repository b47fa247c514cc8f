import type { VaultFault } from './fault.js';
import type { JournalEntry } from './journal.js';
import type { Permission } from './permission.js';

/** What Azure's SDKs take as a `TokenCredential`. */
export interface FakeCredential {
  getToken(
    scopes: string | string[],
    options?: object,
  ): Promise<{ readonly token: string; readonly expiresOnTimestamp: number }>;
}

/** The side of the fake vault that tests look at and pull at, past its API. */
export interface FakeKeyVaultAdmin {
  /** A credential that signs an identity in, with a new token each time it is asked. */
  credentialOf(identity: string): FakeCredential;
  /** Makes the tokens of an identity invalid. */
  revokeTokens(identity: string): void;
  /** Says what an identity may do, no more; before that it may do everything. */
  permit(identity: string, allowed: readonly Permission[]): void;
  /** Lets requests fail. */
  addFault(fault: VaultFault): void;
  /** No request fails any more. */
  clearFaults(): void;
  /** What arrived since the start, oldest first; a challenged request is an entry of its own. */
  requests(): readonly JournalEntry[];
  /** The versions of a secret that is not deleted, oldest first. */
  secretVersions(
    name: string,
  ): readonly { readonly version: string; readonly value: string; readonly isEnabled: boolean }[];
  /** Where a secret stands; undefined when there is none. */
  secretState(name: string): 'there' | 'being-deleted' | 'deleted' | 'being-recovered' | 'being-purged' | undefined;
  /** The names of all secrets, deleted ones included, sorted. */
  secretNames(): readonly string[];
  /** Changes the value of a version, as nobody can by the API. Throws when there is no such version. */
  editSecret(name: string, version: string, value: string): void;
  /** Deletes a secret with its versions as they are. */
  deleteSecret(name: string): void;
  /** Makes a key, or a new version of it, which is the newest then. Answers the version. */
  rotateKey(name: string): string;
  /** Disables a version of a key, or enables it. */
  setKeyEnabled(name: string, version: string, isEnabled: boolean): void;
  /** Takes a key away for good. */
  removeKey(name: string): void;
}
