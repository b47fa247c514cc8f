import type { JsonObject } from '../json.js';
import type { VersionProfile } from '../profile/version-profile.js';
import { hasExpired, type Licence } from '../world/licence.js';

/**
 * LicenseDto, with the fields that a version has. Dates are seconds since 1970, which "Epoch format" is taken for.
 * Source: UiPath swagger 2019.10 and 2020.10.
 */
export function licenceRow(licence: Licence, nowMs: number, { licenceFields }: VersionProfile): JsonObject {
  const endsAtS = Math.floor(Date.parse(licence.endsAt) / 1000);
  const row: JsonObject = {
    HostLicenseId: null,
    Id: 0,
    ExpireDate: endsAtS,
    GracePeriodEndDate: endsAtS,
    GracePeriod: 0,
    VersionControl: '*',
    Allowed: { Unattended: 100, Attended: 100 },
    Used: { Unattended: 0, Attended: 0 },
    AttendedConcurrent: false,
    DevelopmentConcurrent: false,
    StudioXConcurrent: false,
    StudioProConcurrent: false,
    LicensedFeatures: [],
    IsRegistered: true,
    IsExpired: hasExpired(licence, nowMs),
    CreationTime: '2024-01-01T00:00:00Z',
    Code: '0000-0000-0000',
  };
  return Object.fromEntries(licenceFields.map((field) => [field, row[field] ?? null]));
}
