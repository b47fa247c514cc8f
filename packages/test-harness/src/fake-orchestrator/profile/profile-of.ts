import { version9 } from './version-9.js';
import { version11 } from './version-11.js';
import { version13 } from './version-13.js';
import { version15 } from './version-15.js';
import { version16 } from './version-16.js';
import { version17 } from './version-17.js';
import { version20 } from './version-20.js';
import type { ApiVersion, VersionProfile } from './version-profile.js';

const profiles: Readonly<Record<ApiVersion, VersionProfile>> = {
  9: version9,
  11: version11,
  13: version13,
  15: version15,
  16: version16,
  17: version17,
  20: version20,
};

/** The profile of an API version. */
export function profileOf(version: ApiVersion): VersionProfile {
  return profiles[version];
}
