import type { z } from 'zod';
import type { VersionProfile } from '../profile/version-profile.js';
import { type CheckedSeed, type Seed, seedSchema } from './seed.js';

/** Checks a seed as `seedSchema` does, and that it asks for no kind of folder that the version lacks. */
export function seedSchemaFor(profile: VersionProfile): z.ZodType<CheckedSeed, Seed> {
  const { product, hasClassicFolders, hasPersonalWorkspaces } = profile;
  const lacking = { modern: false, classic: !hasClassicFolders, personal: !hasPersonalWorkspaces };

  return seedSchema.superRefine(({ tenants }, context) => {
    for (const [t, { folders }] of tenants.entries()) {
      for (const [f, { kind }] of folders.entries()) {
        if (!lacking[kind]) continue;
        const message = `must not be ${kind}: Orchestrator ${product} has no such folders`;
        context.addIssue({ code: 'custom', path: ['tenants', t, 'folders', f, 'kind'], message });
      }
    }
  });
}
