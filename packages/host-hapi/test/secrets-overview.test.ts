import { type MasterKeys, succeed } from '@cuelight/core';
import { describe, expect, it } from 'vitest';
import { secretsOverview } from '../src/secrets/secrets-overview.js';

const done = async () => succeed(undefined);
const masterKeys: MasterKeys = {
  ids: () => ['k1'],
  activate: done,
  rewrap: async () => succeed('already'),
  sealing: async () => succeed({ keyId: 'k1', sinceMs: new Map() }),
  inUse: async () => succeed([{ keyId: 'k2', secrets: 2 }]),
};

/** Of a host that has the key `k1`, where `k2` is needed too, no host was heard of lately, and another host has moved secrets to a vault. */
async function anOverview() {
  const overview = await secretsOverview(
    {
      persistence: {
        secretsByBackend: async () => succeed(new Map([['azure-key-vault', 3]])),
        hosts: { list: async () => succeed([]) },
      },
      secretBackends: {
        ...{ newIn: 'local', masterKeysFrom: ['setting'], masterKeys },
        stores: new Map([['hashicorp-vault', 'a store']]),
      },
    },
    { last: () => undefined },
  );
  if (!overview.ok) throw new Error(overview.failure.detail);
  return overview.value;
}

describe('the overview of secrets', () => {
  it('tells each backend that takes, may keep or keeps secrets', async () => {
    expect((await anOverview()).backends).toEqual([
      { name: 'local', secrets: 0 },
      { name: 'hashicorp-vault', secrets: 0 },
      { name: 'azure-key-vault', secrets: 3 },
    ]);
  });

  it('says of no key that every host has it, which this one has not, though no host has been heard of lately', async () => {
    const { masterKeys: shown } = await anOverview();

    expect(shown?.keys).toEqual([
      { id: 'k1', isSealing: true, secrets: 0, hosts: [], isOnEveryHost: true },
      { id: 'k2', isSealing: false, secrets: 2, hosts: [], isOnEveryHost: false },
    ]);
  });
});
