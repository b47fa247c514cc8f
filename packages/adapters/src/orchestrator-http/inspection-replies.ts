import {
  type CurrentUser,
  type Failure,
  fail,
  type JsonObject,
  type Licence,
  parseInstant,
  type Reach,
  type Result,
  type StartValidation,
  succeed,
} from '@cuelight/core';
import type { HttpReply } from '../network/index.js';
import type { Call } from './call.js';
import { textAt, wholeNumberAt } from './members.js';
import { readObject, unusableReply } from './reply.js';
import { wordsIn } from './words.js';

/** The user of a connection. Source: the product's API descriptions, UserDto; without a user there is no body, and 204. */
export function readCurrentUser(reply: HttpReply, call: Call): Result<CurrentUser | 'none', Failure> {
  if (reply.status === 204) return succeed('none');
  return readAs(reply, call, 'it holds no user', (row) => {
    const name = textAt(row, 'UserName');
    const id = wholeNumberAt(row, 'Id');
    if (name === undefined || id === undefined) return undefined;
    return { name, id, ...(typeof row.IsActive === 'boolean' && { isActive: row.IsActive }) };
  });
}

/** Permissions by their API names. Source: the product's API descriptions, UserPermissionsCollection. */
export function readPermissions(reply: HttpReply, call: Call): Result<readonly string[], Failure> {
  return readAs(reply, call, 'it holds no permissions', ({ Permissions }) =>
    Array.isArray(Permissions) ? wordsIn(Permissions, /^[A-Za-z\d.]{1,64}$/, mostPermissions) : undefined,
  );
}

/** Far more than there are. */
const mostPermissions = 1_000;

/** A validation of a start. Its texts, which may quote anything, stay here. */
export function readValidation(reply: HttpReply, call: Call): Result<StartValidation, Failure> {
  return readAs(reply, call, 'it holds no validation', ({ IsValid, ErrorCodes }) =>
    typeof IsValid === 'boolean'
      ? { isValid: IsValid, codes: wordsIn(ErrorCodes, /^[A-Za-z]{1,64}$/, mostCodes) }
      : undefined,
  );
}

const mostCodes = 20;

/** The licence of a tenant. Source: the product's API descriptions, LicenseDto. */
export function readLicence(reply: HttpReply, call: Call): Result<Licence, Failure> {
  return readAs(reply, call, 'it holds no licence', ({ IsExpired, ExpireDate }) => {
    if (typeof IsExpired !== 'boolean') return undefined;
    const endsAtMs = millisecondsOf(ExpireDate);
    return { isExpired: IsExpired, ...(endsAtMs !== undefined && { endsAtMs }) };
  });
}

/** "Epoch format", by the API descriptions; that it counts seconds is inferred. A text is taken for a time as well. */
function millisecondsOf(date: unknown): number | undefined {
  const atMs = typeof date === 'number' ? Math.round(date * 1_000) : Date.parse(parseInstant(date) ?? '');
  return atMs > 0 && atMs < afterYear9999Ms ? atMs : undefined;
}

const afterYear9999Ms = Date.UTC(10_000, 0, 1);

/**
 * What Orchestrator's server saw of an address. Source: the product's API descriptions, HostAvailabilityDto; its
 * `connectionError` stays here.
 */
export function readReach(reply: HttpReply, call: Call): Result<Reach, Failure> {
  return readAs(reply, call, 'it does not say whether there was a connection', ({ canConnect, hasBadSsl }) =>
    typeof canConnect === 'boolean' ? { canConnect, hasBadTls: hasBadSsl === true } : undefined,
  );
}

function readAs<T>(
  reply: HttpReply,
  call: Call,
  lacking: string,
  read: (row: JsonObject) => T | undefined,
): Result<T, Failure> {
  const row = readObject(reply, call);
  if (!row.ok) return row;
  const value = read(row.value);
  return value === undefined ? fail(unusableReply(reply, call, lacking)) : succeed(value);
}
