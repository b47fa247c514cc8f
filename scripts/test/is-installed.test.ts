import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isInstalled } from '../setup/is-installed.mjs';

const undici = { version: '7.30.2', integrity: 'sha512-one' };
const forMac = { version: '1.0.0', integrity: 'sha512-two', optional: true };

describe('what is installed', () => {
  it.each([
    { what: 'nothing was installed', locked: { undici }, found: undefined, holds: false },
    { what: 'all of it is there', locked: { undici }, found: { undici }, holds: true },
    { what: 'a package is missing', locked: { undici }, found: {}, holds: false },
    {
      what: 'a version is another',
      locked: { undici },
      found: { undici: { ...undici, version: '7.0.0' } },
      holds: false,
    },
    {
      what: 'a content is another',
      locked: { undici },
      found: { undici: { ...undici, integrity: 'x' } },
      holds: false,
    },
    { what: 'one for another machine is left out', locked: { undici, forMac }, found: { undici }, holds: true },
    { what: 'one more is there', locked: { undici }, found: { undici, forMac }, holds: true },
  ])('is as the lockfile says: $holds, when $what', async ({ locked, found, holds }) => {
    const root = await aProject({ locked, found });

    const installed = await isInstalled(root);

    expect(installed).toBe(holds);
  });
});

/** A folder with a lockfile, and with npm's own record of what it installed, where it did. */
async function aProject({ locked, found }: { readonly locked: object; readonly found: object | undefined }) {
  const root = await mkdtemp(join(tmpdir(), 'cuelight-project-'));
  onTestFinished(() => rm(root, { recursive: true }));
  const project = { '': { name: 'a-project' } };
  await writeFile(join(root, 'package-lock.json'), JSON.stringify({ packages: { ...project, ...locked } }));
  if (found === undefined) return root;
  await mkdir(join(root, 'node_modules'));
  await writeFile(join(root, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: found }));
  return root;
}
