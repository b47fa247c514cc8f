import { createSqlPersistence } from '@cuelight/adapters/persistence/sql';
import { openSqlite } from '@cuelight/adapters/persistence/sqlite';
import { createMemorySecrets } from '@cuelight/adapters/secrets/memory';
import type { Notice } from '@cuelight/core';
import type { ServiceIdentifier } from 'inversify';
import { describe, expect, it, onTestFinished } from 'vitest';
import { compose } from '../src/composition/compose.js';
import { createContainer, type Parts } from '../src/composition/create-container.js';
import { tokens } from '../src/composition/tokens.js';

/** Parts over a database that has not even a schema: putting together must not ask it anything. */
async function bareParts(): Promise<Parts> {
  const database = await openSqlite({ file: ':memory:' });
  if (!database.ok) throw new Error(database.failure.detail);
  onTestFinished(() => database.value.close());
  const notices = { notice: (_: Notice) => {} };
  return {
    persistence: createSqlPersistence(database.value.knex),
    secretBackends: { stores: new Map([['memory', createMemorySecrets()]]), newIn: 'memory' },
    notices,
  };
}

describe('the composition', () => {
  it('resolves every token, each to one and the same thing', async () => {
    const container = createContainer(await bareParts());
    const all: readonly ServiceIdentifier<unknown>[] = Object.values(tokens);

    for (const token of all) {
      expect(container.get(token)).toBeDefined();
      expect(container.get(token)).toBe(container.get(token));
    }
  });

  it('is taken apart once, however often it is asked', async () => {
    const composed = compose(await bareParts());

    const [first, second] = [composed.dispose(), composed.dispose()];

    expect(first).toBe(second);
    await expect(first).resolves.toBeUndefined();
  });
});
