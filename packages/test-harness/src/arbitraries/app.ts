import type { ApiKey, App } from '@cuelight/core';
import fc from 'fast-check';
import { ids } from './ids.js';
import { names } from './names.js';
import { origins } from './origins.js';
import { timesMs } from './times.js';

/** Apps, with and without web pages. */
export function apps(): fc.Arbitrary<App> {
  return fc.record({
    id: ids(),
    name: names(),
    origins: fc.uniqueArray(origins(), { maxLength: 3 }),
    createdAtMs: timesMs(),
  });
}

/** API keys of this app, of every scope. */
export function apiKeys(appId: string): fc.Arbitrary<ApiKey> {
  return fc.record({
    id: ids(),
    appId: fc.constant(appId),
    name: names(),
    scope: fc.constantFrom('admin', 'designer', 'runtime'),
    hash: fc.stringMatching(/^[A-Za-z0-9_-]{43}$/),
    createdAtMs: timesMs(),
  });
}
