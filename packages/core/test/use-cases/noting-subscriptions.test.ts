import { expect, it } from 'vitest';
import { noteSubscription } from '../../src/use-cases/note-subscription.js';
import { createWorld, expectValue } from '../world/a-world.js';

it('leaves said what another host has said meanwhile: that secrets may lie about', async () => {
  const { connect, storage } = createWorld();
  const { connections, rows } = storage;
  const { id } = await connect();
  const row = rows.connections.get(id);
  if (row === undefined) throw new Error('there is no connection');
  const ours = expectValue(await connections.replace({ ...row, looseSecretsSinceMs: 1 }));

  expectValue(await connections.replace({ ...ours, looseSecretsSinceMs: 2 }));
  const noted = expectValue(await noteSubscription(connections, ours, { looseSecretsSinceMs: undefined }));
  const again = expectValue(await noteSubscription(connections, noted, { looseSecretsSinceMs: undefined }));

  expect([noted.looseSecretsSinceMs, again.looseSecretsSinceMs]).toEqual([2, undefined]);
});
