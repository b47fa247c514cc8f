import { version17 } from './version-17.js';
import type { ApiVersion, VersionProfile } from './version-profile.js';

const profiles: Readonly<Record<ApiVersion, VersionProfile>> = { 17: version17 };

/** The profile of an API version. */
export function profileOf(version: ApiVersion): VersionProfile {
  return profiles[version];
}
