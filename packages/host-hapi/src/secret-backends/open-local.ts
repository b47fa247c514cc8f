import type { SqlPersistence } from '@cuelight/adapters/persistence/sql';
import { createAzureKeyWrapper } from '@cuelight/adapters/secrets/azure-key-wrapper';
import {
  createLocalSecrets,
  createMasterKeys,
  firstKeyWrapper,
  keyRingWrapper,
  type MasterKeysSource,
  openMasterKeys,
} from '@cuelight/adapters/secrets/local';
import { systemClock } from '@cuelight/adapters/system';
import { fail, type MasterKeys, type Result, type SecretStore, succeed } from '@cuelight/core';
import type { Settings } from '../settings/settings.js';
import { type StartFailure, startFailureOf } from '../storage/start-failure.js';
import { azureCredential } from './azure-credential.js';

/** Where master keys may come from. */
export const masterKeyOrigins = ['file-beside-database', 'file', 'setting', 'azure-key-vault'] as const;

/** Where master keys come from. */
export type MasterKeyOrigin = (typeof masterKeyOrigins)[number];

/** The backend `local`, with its master keys. */
export interface OpenedLocal {
  readonly store: SecretStore;
  readonly masterKeys: MasterKeys;
  readonly masterKeysFrom: readonly MasterKeyOrigin[];
}

/** Opens the backend `local`, whose master keys this host has, or a Key Vault, or, while they are being changed, both. */
export async function openLocal(
  settings: Pick<Settings, 'secrets' | 'caPem'>,
  { sealedRecords: records, masterKeyState }: SqlPersistence,
  masterKeysFrom: Omit<MasterKeysSource, 'masterKeyState' | 'heldElsewhere'>,
): Promise<Result<OpenedLocal, StartFailure>> {
  const held = await keysInVault(settings);
  if (!held.ok) return held;
  const heldElsewhere = held.value && { ids: held.value.ids, first: held.value.newest };
  const keyRing = await openMasterKeys({ ...masterKeysFrom, masterKeyState, ...(heldElsewhere && { heldElsewhere }) });
  if (!keyRing.ok) return fail(startFailureOf(keyRing.failure));
  if (held.value === undefined) {
    return succeed({
      masterKeysFrom: [originOf(masterKeysFrom)],
      store: createLocalSecrets({ records, masterKeyState, keyRing: keyRing.value }),
      masterKeys: createMasterKeys({ records, masterKeyState, keyRing: keyRing.value }),
    });
  }
  const { ids, wrapper } = held.value;
  const keyWrapper = firstKeyWrapper([keyRingWrapper(keyRing.value), wrapper]);
  const keyIds = () => [...keyRing.value.keys(), ...ids];
  return succeed({
    masterKeysFrom: [...(keyRing.value.size > 0 ? [originOf(masterKeysFrom)] : []), 'azure-key-vault'],
    store: createLocalSecrets({ records, masterKeyState, keyWrapper }),
    masterKeys: createMasterKeys({ records, masterKeyState, keyWrapper, keyIds }),
  });
}

/** As `openMasterKeys` chooses. */
function originOf({ text, file }: Pick<MasterKeysSource, 'text' | 'file'>): MasterKeyOrigin {
  if (text !== undefined) return 'setting';
  return file !== undefined ? 'file' : 'file-beside-database';
}

async function keysInVault({ secrets, caPem }: Pick<Settings, 'secrets' | 'caPem'>) {
  const { azureKeyVault } = secrets;
  if (azureKeyVault?.keyName === undefined) return succeed(undefined);
  const wrapper = await createAzureKeyWrapper({
    vaultUrl: azureKeyVault.vaultUrl,
    keyName: azureKeyVault.keyName,
    credential: await azureCredential(),
    clock: systemClock,
    ...(caPem !== undefined && { ca: [caPem] }),
  });
  const ids = await wrapper.keyIds();
  if (!ids.ok) return fail(startFailureOf(ids.failure));
  const newest = await wrapper.newestKeyId();
  if (!newest.ok) return fail(startFailureOf(newest.failure));
  return succeed({ wrapper, ids: ids.value, newest: newest.value });
}
