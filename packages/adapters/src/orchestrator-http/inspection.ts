import {
  type Failure,
  type FolderKind,
  fail,
  type OrchestratorAccess,
  type OrchestratorInspection,
  type Result,
  succeed,
  type Untold,
} from '@cuelight/core';
import type { HttpReply } from '../network/index.js';
import type { Call } from './call.js';
import type { Capabilities } from './capabilities.js';
import { readCapacity } from './capacity.js';
import { readCurrentUser, readLicence, readPermissions, readReach, readValidation } from './inspection-replies.js';
import { odata } from './odata.js';
import { isReleaseNotFound, releaseNotFound } from './release-not-found.js';
import type { Session } from './session.js';
import { startInfo } from './start-info.js';
import { toldOr } from './untold.js';

/** Looks at an Orchestrator through calls that only read. None of its texts is passed on but names, and known words. */
export function createInspection(sessionOf: (access: OrchestratorAccess) => Session): OrchestratorInspection {
  /** Asks for something of the user or the tenant. */
  async function ask<T>(
    access: OrchestratorAccess,
    callFor: (can: Capabilities) => Call,
    read: (reply: HttpReply, call: Call) => Result<T, Failure>,
  ): Promise<Result<T | Untold, Failure>> {
    const session = sessionOf(access);
    const can = await session.signIn(access);
    if (!can.ok) return can;
    const call = callFor(can.value);
    return toldOr(await session.call(access, call), (reply) => read(reply, call));
  }

  return {
    currentUser: (access) => ask(access, (can) => userCall('GetCurrentUser', can), readCurrentUser),

    async permissions(access, folder) {
      const callFor = (can: Capabilities) => userCall('GetCurrentPermissions', can);
      if (folder === undefined) return ask(access, callFor, readPermissions);
      const session = sessionOf(access);
      const can = await session.signIn(access);
      if (!can.ok) return can;
      const call = callFor(can.value);
      return toldOr(await session.callInFolder(access, folder, call), (reply) => readPermissions(reply, call));
    },

    capacity: (access, folder) => readCapacity(sessionOf(access), access, folder),

    async validateStart(access, folder, releaseKey) {
      const session = sessionOf(access);
      const can = await session.signIn(access);
      if (!can.ok) return can;
      if (!can.value.hasStartValidation) return succeed('unsupported');
      const callFor = (kind?: FolderKind) => validationCall(startInfo({ releaseKey }, can.value, kind));
      const outcome = await session.callInFolder(access, folder, callFor);
      if (!outcome.ok && isReleaseNotFound(outcome.failure)) return fail(releaseNotFound(outcome.failure, folder));
      return toldOr(outcome, (reply) => readValidation(reply, callFor()));
    },

    licence: (access) => ask(access, licenceCall, readLicence),

    canReach: (access, url) => ask(access, () => reachCall(url), readReach),
  };
}

function userCall(name: 'GetCurrentUser' | 'GetCurrentPermissions', { functionSuffix }: Capabilities): Call {
  const path = `/odata/Users/UiPath.Server.Configuration.OData.${name}${functionSuffix}`;
  return { purpose: 'read the current user', needs: 'no permission', method: 'GET', path, isWrite: false };
}

function licenceCall({ functionSuffix }: Capabilities): Call {
  const path = `/odata/Settings/UiPath.Server.Configuration.OData.GetLicense${functionSuffix}`;
  return { purpose: 'read the licence', needs: 'no permission', method: 'GET', path, isWrite: false };
}

/** The name is misspelt by the product. Source: its API descriptions 2019.10 and 2020.10. */
function reachCall(url: string): Call {
  const path = odata('/api/Status/VerifyHostAvailibility', { url });
  return { purpose: 'try an address', needs: 'no permission', method: 'GET', path, isWrite: false };
}

function validationCall(info: ReturnType<typeof startInfo>): Call {
  return {
    purpose: 'validate a start',
    needs: 'Jobs.Create',
    method: 'POST',
    path: '/odata/Jobs/UiPath.Server.Configuration.OData.ValidateDynamicJob',
    body: { startInfo: info },
    isWrite: false,
  };
}
