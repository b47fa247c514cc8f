import { expectValue } from '@cuelight/test-harness/contracts/expect-value';
import { describe, expect, it } from 'vitest';
import { createSecretsByBackend } from '../../src/secrets/by-backend/index.js';
import { createEnvironmentSecrets } from '../../src/secrets/environment/index.js';
import { createMemorySecrets } from '../../src/secrets/memory/index.js';

const ref = { backend: 'environment', name: 'CUELIGHT_CREDENTIAL_FINANCE', version: 'present' };
const binding = { owner: 'id-1', field: 'credential', origins: [] } as const;

describe('secrets in the environment', () => {
  it('names the variable that is not set', async () => {
    const read = await createEnvironmentSecrets({}).read(ref, binding);

    expect(read).toMatchObject({ failure: { code: 'secret-missing', detail: expect.stringContaining(ref.name) } });
  });

  it('reads no variable with another name, set or not, and does not repeat what it was asked for', async () => {
    const secrets = createEnvironmentSecrets({ CUELIGHT_ADMIN_KEY: 'canary', CUELIGHT_CREDENTIAL_: 'canary' });

    for (const name of ['CUELIGHT_ADMIN_KEY', 'CUELIGHT_CREDENTIAL_', 'CUELIGHT_CREDENTIAL_A B', '__proto__']) {
      const read = await secrets.read({ ...ref, name }, binding);
      expect(read).toMatchObject({ failure: { code: 'secret-missing' } });
      expect(JSON.stringify(read)).not.toContain('canary');
    }
  });

  it('are read beside the backends that keep secrets, and never deleted or put there', async () => {
    const secrets = createSecretsByBackend({
      stores: new Map([['memory', createMemorySecrets()]]),
      newIn: 'memory',
      readers: new Map([['environment', createEnvironmentSecrets({ [ref.name]: 'of finance' })]]),
    });

    expect(expectValue(await secrets.read(ref, binding)).reveal()).toBe('of finance');
    expect(await secrets.delete(ref)).toMatchObject({ failure: { code: 'secret-unavailable' } });
    expect(await secrets.deleteAll(binding.owner)).toEqual({ ok: true, value: undefined });
    expect(expectValue(await secrets.read(ref, binding)).reveal()).toBe('of finance');
  });
});
