import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { testSummary } from './scripts/test-summary.js';

/** Every folder whose tests belong to the project. */
const folders = ['scripts', ...foldersIn('packages'), ...foldersIn('examples')];

export default defineConfig({
  test: {
    globalSetup: fileURLToPath(new URL('scripts/test-services.ts', import.meta.url)),
    reporters: ['default', testSummary()],
    // One more than cores, since many tests wait for servers and programs; by default it is one less.
    maxWorkers: Math.max(availableParallelism(), 2) + 1,
    // What files import is read once for each worker, and not for each file: nearly a third of the time. So a test that changes the
    // environment, or a module, puts it back.
    isolate: false,
    unstubEnvs: true,
    unstubGlobals: true,
    // A busy machine is slow, not wrong.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    projects: folders.map((root) => ({
      extends: true,
      test: {
        name: basename(root),
        root,
        include: ['test/**/*.test.ts'],
      },
    })),
  },
});

function foldersIn(parent: string): string[] {
  const path = new URL(`${parent}/`, import.meta.url);
  return existsSync(path) ? readdirSync(path).map((name) => `${parent}/${name}`) : [];
}
