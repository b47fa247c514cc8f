import type { JsonObject } from '../fake-orchestrator/json.js';
import type { FakeFault } from '../fake-server/fault.js';
import type { FakeServerEntry } from '../fake-server/start-fake-server.js';
import type { NodeState } from './answer-vault.js';
import type { AppRole } from './app-roles.js';
import type { PolicyRule } from './policy.js';
import type { TokenLife } from './token-table.js';

/** The side of the fake Vault that tests look at and pull at, past its API. */
export interface FakeVaultAdmin {
  /** May do everything, for ever. */
  readonly rootToken: string;
  /** Writes a policy; it holds for the tokens that have it already. */
  putPolicy(name: string, rules: readonly PolicyRule[]): void;
  createToken(policies: readonly string[], life?: TokenLife): string;
  createRole(role: AppRole): { readonly roleId: string; readonly secretId: string };
  /** Makes every secret id of a role invalid. */
  dropSecretIds(roleId: string): void;
  revokeToken(token: string): void;
  /** Revokes every token, the root token too. */
  revokeAllTokens(): void;
  /** The tokens that are in force. */
  tokens(): readonly string[];
  setState(state: NodeState): void;
  addFault(fault: FakeFault): void;
  clearFaults(): void;
  /** What arrived since the start, oldest first, each named as `GET /v1/secret/data/app?version=1`. */
  requests(): readonly FakeServerEntry[];
  /** The paths of all secrets below the mount, sorted. */
  paths(): readonly string[];
  /** What the newest version of a secret holds; undefined when there is none. */
  valueAt(path: string): JsonObject | undefined;
  /** Writes a new version past all policies. */
  write(path: string, data: JsonObject): void;
  /** Deletes the newest version, as `vault kv delete` does: it can be undeleted. */
  softDelete(path: string): void;
  /** Forgets a secret with all its versions. */
  forget(path: string): void;
}
