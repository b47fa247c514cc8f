import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A small house in which every wall is respected. */
const soundFiles: Readonly<Record<string, string>> = {
  'packages/core/package.json': '{}',
  'packages/core/src/index.ts': "export * from './job.js';",
  'packages/core/src/job.ts': 'export const job = 1;',
  'packages/core/test/job.test.ts': "import { it } from 'vitest'; import { job } from '../src/job.js';",
  'packages/adapters/package.json': '{ "devDependencies": { "@cuelight/test-harness": "0.1.0" } }',
  'packages/adapters/src/orchestrator-http/index.ts':
    "import { job } from '@cuelight/core'; import { Agent } from 'undici';",
  'packages/adapters/src/persistence/sql/index.ts':
    "import type { SealedRecords } from '../../secrets/local/sealed-records.js'; import type { Knex } from 'knex';",
  'packages/adapters/src/secrets/local/sealed-records.ts': 'export interface SealedRecords {}',
  'packages/adapters/test/index.test.ts': "import { startFake } from '@cuelight/test-harness/fake-orchestrator';",
  'packages/host-hapi/package.json': '{ "dependencies": { "@cuelight/core": "0.1.0" } }',
  'packages/host-hapi/src/index.ts':
    "import { compose } from './composition/compose.js'; import hapi from '@hapi/hapi';",
  'packages/host-hapi/src/composition/compose.ts': "import { Container } from 'inversify';",
  'packages/test-harness/package.json': '{}',
  'packages/test-harness/src/index.ts': "import { job } from '@cuelight/core';",
  'examples/demo/package.json': '{}',
  'examples/demo/src/main.ts': "import '@cuelight/host-hapi'; import '@cuelight/test-harness/fake-orchestrator';",
};

/**
 * Writes a small sound house into a temporary folder, which is removed after the test.
 *
 * @param changes files to add or to put in place of a sound one; undefined leaves the file out
 * @returns the folder
 */
export async function aHouse(changes: Readonly<Record<string, string | undefined>> = {}): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'cuelight-house-'));
  onTestFinished(() => rm(root, { recursive: true }));
  for (const [file, text] of Object.entries({ ...soundFiles, ...changes })) {
    if (text === undefined) continue;
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
  return root;
}
