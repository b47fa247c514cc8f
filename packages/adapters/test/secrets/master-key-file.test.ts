import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { temporaryFolder } from '../temporary-folder.js';

/** No folder of a test machine can be relied on to be of such a file system. */
async function makeWithoutHardLinks(file: string) {
  vi.resetModules();
  vi.doMock('node:fs/promises', async (importOriginal) => ({
    ...(await importOriginal<typeof import('node:fs/promises')>()),
    link: async () => {
      throw Object.assign(new Error('no hard links here'), { code: 'EPERM' });
    },
  }));
  onTestFinished(() => {
    vi.doUnmock('node:fs/promises');
    vi.resetModules();
  });
  const { makeMasterKeyFile } = await import('../../src/secrets/local/master-key-file.js');
  return makeMasterKeyFile(file);
}

it('leaves no draft of a master key behind on a file system without hard links', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'master-keys');

  const made = await makeWithoutHardLinks(file);

  const detail = `The file ${file} cannot be made (EPERM).`;
  expect(made).toMatchObject({ ok: false, failure: { code: 'master-keys-unusable', detail } });
  expect(await readdir(folder)).toEqual([]);
});
