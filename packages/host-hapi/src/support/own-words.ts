import { connectionStates, failures } from '@cuelight/core';
import { logLevels } from '../logging/log.js';
import { noticeKinds } from '../metrics/notice-meanings.js';
import { hostProblems } from '../problems/host-problems.js';
import { secretBackendNames } from '../settings/secret-backend-names.js';
import { variableDocs } from '../settings/variable-docs.js';

/**
 * Words of this program that stand in a bundle as a whole text. They are no secret where they stand, whatever secret is
 * called like one of them.
 */
export const ownWords: ReadonlySet<string> = new Set([
  ...connectionStates,
  ...Object.keys(failures),
  ...Object.keys(hostProblems),
  ...noticeKinds,
  ...secretBackendNames,
  ...logLevels,
  ...Object.keys(variableDocs),
  ...['service', 'command', 'command-line', 'default', 'given', 'readable', 'none', 'memory', 'environment'],
  ...[
    'webhook',
    'polling',
    'no-public-url',
    'subscription-refused',
    'sqlite',
    'mysql',
    'pass',
    'fail',
    'warn',
    'skipped',
  ],
  ...['altered', 'missing', 'end-altered', 'other-than-anchor', 'cuelight-support-bundle'],
]);
