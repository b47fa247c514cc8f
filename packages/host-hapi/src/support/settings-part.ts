import { succeed } from '@cuelight/core';
import type { AsGiven } from '../settings/as-given.js';
import type { Part } from './part.js';

/**
 * The settings in force, each with where it comes from.
 *
 * @param faults why they cannot be used; none quotes a value
 */
export function settingsPart({ settings, credentialVariables }: AsGiven, faults: readonly string[] = []): Part {
  return async () =>
    succeed({
      ...(faults.length > 0 && { faults }),
      settings: settings.map(({ name, from, value = '(a secret, never shown)' }) => ({
        name,
        from,
        // What cannot be read as what it should be may be anything, such as a secret in the wrong place.
        value: faults.some((fault) => fault.includes(name)) && from === 'given' ? '(cannot be used, not shown)' : value,
      })),
      credentialVariables,
    });
}
