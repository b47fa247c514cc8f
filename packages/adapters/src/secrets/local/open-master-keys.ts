import { type Failure, fail, type Result, succeed } from '@cuelight/core';
import type { RandomBytes } from './aes-box.js';
import { checkValueOf } from './check-value-of.js';
import type { KeyRing } from './key-ring.js';
import { makeMasterKeyFile, readMasterKeyFile } from './master-key-file.js';
import type { MasterKeyState } from './master-key-state.js';
import { type MasterKeysUnusable, masterKeysUnusable } from './master-keys-unusable.js';
import { parseMasterKeys } from './parse-master-keys.js';

/** Where master keys come from: the first of `text`, `file` and `ownFile` that is given. */
export interface MasterKeysSource {
  /** The keys themselves, as {@link parseMasterKeys} reads them. */
  readonly text?: string;
  /** A file with such a text, which must be there. */
  readonly file?: string;
  /**
   * The file in which an embedded database keeps the key that was made for it. Absent for a database that hosts share:
   * no key is ever made for one, since the other hosts would not have it.
   */
  readonly ownFile?: string;
  readonly masterKeyState: MasterKeyState;
  /** Keys that somebody else holds, such as a Key Vault; with them no key is ever made. */
  readonly heldElsewhere?: {
    readonly ids: readonly string[];
    /** The one that encrypts when none does yet. */
    readonly first: string;
  };
  /** @default the operating system's */
  readonly randomBytes?: RandomBytes;
}

/**
 * Opens the master keys at start, and proves that there is one for every secret in the database, and that each is the key
 * that the database knows under its id. A key is made only in `ownFile`, and only for a database that has neither sealed
 * records nor ever had a key. If no key is the one that encrypts yet, the first becomes it.
 *
 * @returns `master-key-missing` with the ids that are needed; `master-key-differs` with the ids of those that are others;
 *   `master-keys-unusable`; `storage-unavailable`
 */
export async function openMasterKeys(source: MasterKeysSource): Promise<Result<KeyRing, Failure | MasterKeysUnusable>> {
  const needed = await neededKeyIds(source);
  if (!needed.ok) return needed;
  const { heldElsewhere } = source;
  const given = await givenKeys(source, needed.value.length === 0 && heldElsewhere === undefined);
  if (!given.ok) return given;

  const ring = given.value ?? new Map();
  const isHeld = (id: string) => ring.has(id) || heldElsewhere?.ids.includes(id) === true;
  const missing = needed.value.filter((id) => !isHeld(id));
  const first = heldElsewhere?.first ?? ring.keys().next().value;
  if (missing.length > 0 || first === undefined) return fail(masterKeyMissing(missing));

  const known = await knownByTheirIds(ring, source.masterKeyState);
  if (!known.ok) return known;
  const activated = await source.masterKeyState.activateIfNone(first);
  if (!activated.ok) return activated;
  const active = await source.masterKeyState.activeKeyId();
  if (!active.ok) return active;
  // Another host on this new database may have been first, with a key of its own.
  return isHeld(active.value ?? '') ? succeed(ring) : fail(masterKeyMissing([active.value ?? '']));
}

async function neededKeyIds(source: MasterKeysSource): Promise<Result<readonly string[], Failure>> {
  const used = await source.masterKeyState.inUse();
  if (!used.ok) return used;
  const active = await source.masterKeyState.activeKeyId();
  if (!active.ok) return active;
  return succeed(
    [
      ...new Set([...used.value.map(({ keyId }) => keyId), ...(active.value === undefined ? [] : [active.value])]),
    ].sort(),
  );
}

/** Keys that somebody else holds need no such proof: an id names one key there. */
async function knownByTheirIds(ring: KeyRing, masterKeyState: MasterKeyState): Promise<Result<void, Failure>> {
  const used = await masterKeyState.inUse();
  if (!used.ok) return used;
  const known = await masterKeyState.checkValues();
  if (!known.ok) return known;
  const own = new Map([...ring].map(([id, key]) => [id, checkValueOf(key)]));
  // Records from before there were check values: whether this is their key, only opening one of them can tell.
  const isUnproven = (id: string) => !known.value.has(id) && used.value.some(({ keyId }) => keyId === id);
  const noted = await masterKeyState.noteCheckValues(
    new Map([...own].filter(([id]) => !known.value.has(id) && !isUnproven(id))),
  );
  if (!noted.ok) return noted;
  const differing = [...own].filter(([id, value]) => !isUnproven(id) && noted.value.get(id) !== value);
  if (differing.length === 0) return succeed(undefined);
  const ids = differing.map(([id]) => id).join(', ');
  return fail({
    code: 'master-key-differs',
    detail: `These master keys are not those that this database knows by their id: ${ids}.`,
  });
}

async function givenKeys(
  source: MasterKeysSource,
  isNewDatabase: boolean,
): Promise<Result<KeyRing | undefined, MasterKeysUnusable>> {
  const { text, file, ownFile, randomBytes } = source;
  if (text !== undefined) return parseMasterKeys(text);
  if (file !== undefined) {
    const keys = await readMasterKeyFile(file);
    if (keys.ok && keys.value === undefined) return fail(masterKeysUnusable(`The file ${file} is not there.`));
    return keys;
  }
  if (ownFile === undefined) return succeed(undefined);
  const keys = await readMasterKeyFile(ownFile);
  return keys.ok && keys.value === undefined && isNewDatabase ? makeMasterKeyFile(ownFile, randomBytes) : keys;
}

function masterKeyMissing(ids: readonly string[]): Failure {
  const detail =
    ids.length === 0
      ? 'This database has no master key yet, and none was given.'
      : `The secrets in the database need master keys that were not given: ${ids.join(', ')}.`;
  return { code: 'master-key-missing', detail };
}
