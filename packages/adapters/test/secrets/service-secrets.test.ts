import { join } from 'node:path';
import { createMoveSecrets, type Failure, fail, type SecretRef, type SecretStore, succeed } from '@cuelight/core';
import { describe, expect, it } from 'vitest';
import { createMemoryPersistence } from '../../src/persistence/memory/index.js';
import { createSecretsByBackend } from '../../src/secrets/by-backend/index.js';
import { createMemorySecrets } from '../../src/secrets/memory/index.js';
import { createServiceSecrets, heldByService, type ServiceSecretRows } from '../../src/secrets/service/index.js';
import { systemRandomness as randomness, systemClock } from '../../src/system/index.js';
import { temporaryFolder } from '../temporary-folder.js';
import { oneMasterKey, openLocal } from './open-local.js';

const outage: Failure = { code: 'secret-unavailable', detail: 'The backend is away.' };

describe('the service’s own secrets', () => {
  it('are the same after a restart', async () => {
    const file = join(await temporaryFolder(), 'cuelight.db');
    const keys = oneMasterKey();
    const texts = [];
    for (let starts = 0; starts < 2; starts += 1) {
      const { secrets, persistence, close } = await openLocal(keys, file);
      const got = await createServiceSecrets({ rows: persistence.serviceSecretRows, secrets, randomness }).get(
        'reference-tag',
      );
      texts.push(got.ok && got.value.reveal());
      await close();
    }

    expect(texts[0]).toEqual(expect.any(String));
    expect(texts[1]).toBe(texts[0]);
  });

  it('are read from memory once they are known', async () => {
    const { serviceSecretRows: rows } = createMemoryPersistence();
    const secrets = switchable(createMemorySecrets());
    const service = createServiceSecrets({ rows, secrets, randomness });
    const first = await service.get('api-key-hash');

    secrets.isAway = true;

    expect(await service.get('api-key-hash')).toEqual(first);
  });

  it('are asked for again after a failure', async () => {
    const { serviceSecretRows: rows } = createMemoryPersistence();
    const secrets = switchable(createMemorySecrets());
    const service = createServiceSecrets({ rows, secrets, randomness });
    secrets.isAway = true;

    const first = await service.get('reference-tag');
    secrets.isAway = false;

    expect(first).toEqual({ ok: false, failure: outage });
    expect(await service.get('reference-tag')).toMatchObject({ ok: true });
  });

  it('are deleted by the host that was too late, which takes those of the other', async () => {
    const { secrets, persistence, knex, close } = await openLocal();
    const rows = persistence.serviceSecretRows;
    const winner = createServiceSecrets({ rows, secrets, randomness });
    const loser = createServiceSecrets({ rows: lateBy(rows, () => winner.get('reference-tag')), secrets, randomness });

    const [lost, won] = [await loser.get('reference-tag'), await winner.get('reference-tag')];

    expect(lost.ok && lost.value.reveal()).toBe(won.ok && won.value.reveal());
    expect(await knex('sealed_records').select('owner')).toHaveLength(1);
    await close();
  });

  it('fail as the database does', async () => {
    const { secrets, persistence, close } = await openLocal();
    await close();
    const service = createServiceSecrets({ rows: persistence.serviceSecretRows, secrets, randomness });

    expect(await service.get('reference-tag')).toMatchObject({ ok: false, failure: { code: 'storage-unavailable' } });
  });
});

describe('the secrets of the service when they are moved to another backend', () => {
  it('are read where they are by then', async () => {
    const { serviceSecretRows: rows } = createMemoryPersistence();
    const [local, vault] = [createMemorySecrets(), renamed(createMemorySecrets(), 'vault')];
    const stores = new Map([
      ['memory', local],
      ['vault', vault],
    ]);
    const secrets = createSecretsByBackend({ stores, newIn: 'memory' });
    const made = await createServiceSecrets({ rows, secrets, randomness }).get('reference-tag');
    const overtaken: SecretStore = {
      ...secrets,
      async read(ref, binding) {
        if (ref.backend === 'memory') await moveAll();
        return secrets.read(ref, binding);
      },
    };
    const moveAll = () =>
      createMoveSecrets({
        holders: [heldByService(rows)],
        secrets,
        to: { backend: 'vault', store: vault },
        hosts: { list: async () => succeed([]) },
        clock: systemClock,
      })();

    const read = await createServiceSecrets({ rows, secrets: overtaken, randomness }).get('reference-tag');

    expect(read.ok && read.value.reveal()).toBe(made.ok && made.value.reveal());
    expect(await rows.find('reference-tag')).toMatchObject({ value: { backend: 'vault' } });
  });
});

/** A backend whose references have another name. */
function renamed(store: SecretStore, backend: string): SecretStore {
  const own = (ref: SecretRef) => ({ ...ref, backend: 'memory' });
  return {
    ...store,
    async put(binding, secret) {
      const put = await store.put(binding, secret);
      return put.ok ? succeed({ ...put.value, backend }) : put;
    },
    read: (ref, binding) => store.read(own(ref), binding),
    delete: (ref) => store.delete(own(ref)),
  };
}

/** A store that can be made to fail. */
function switchable(store: SecretStore): SecretStore & { isAway: boolean } {
  const away = { isAway: false };
  return Object.assign(away, {
    ...store,
    read: async (...args: Parameters<SecretStore['read']>) => (away.isAway ? fail(outage) : store.read(...args)),
    put: async (...args: Parameters<SecretStore['put']>) => (away.isAway ? fail(outage) : store.put(...args)),
  });
}

/** Rows of a host that is overtaken between finding nothing and adding its own. */
function lateBy(rows: ServiceSecretRows, meanwhile: () => Promise<unknown>): ServiceSecretRows {
  return {
    ...rows,
    async insertIfAbsent(name, ref) {
      await meanwhile();
      return rows.insertIfAbsent(name, ref);
    },
  };
}
