import {
  type Failure,
  type FolderIdentity,
  fail,
  type OrchestratorAccess,
  type Result,
  type Secret,
  succeed,
} from '@cuelight/core';
import { apiVersionOf } from './api-version.js';
import type { Call } from './call.js';
import { type Capabilities, capabilitiesOf } from './capabilities.js';
import type { HttpReply } from './exchange.js';
import { findFolder } from './find-folder.js';
import { createFolderIds } from './folder-ids.js';
import type { OrchestratorHttpLimits } from './options.js';
import { refusal } from './refusal.js';
import { unusableReply } from './reply.js';
import { signIn } from './sign-in.js';
import { createTokenSource } from './token-source.js';
import { createTransport } from './transport.js';

/** What is held for one connection, as one target and one version of its credential. */
export interface Session {
  /** Signs in if that has not happened yet, and tells what this Orchestrator can do. */
  signIn(access: OrchestratorAccess): Promise<Result<Capabilities, Failure>>;
  /** Makes a call; the reply has a status from 200 to 299. After a 401 it signs in once more and repeats the call. */
  call(access: OrchestratorAccess, call: Call): Promise<Result<HttpReply, Failure>>;
  /** The same in a folder. When the folder's id turns out to have changed, the call is repeated once with the new one. */
  callInFolder(access: OrchestratorAccess, folder: FolderIdentity, call: Call): Promise<Result<HttpReply, Failure>>;
  /** Waits for what is under way and closes the sockets. */
  close(): Promise<void>;
}

/** Where a call is made: the folder's number at this moment, and its path for failures. */
interface Place {
  readonly id: number;
  readonly path: string;
}

/** A session that has not signed in yet. */
export function createSession(target: OrchestratorAccess['target'], limits: OrchestratorHttpLimits): Session {
  const transport = createTransport(target, limits);
  const tokens = createTokenSource(fetchToken, limits.nowMs);
  const folderIds = createFolderIds(
    (access, key) => findFolder((folderCall) => call(access, folderCall), key),
    limits.nowMs,
  );
  let apiVersion: number | undefined;

  async function fetchToken(access: OrchestratorAccess): Promise<Result<Secret, Failure>> {
    const outcome = await signIn(transport, access);
    if (!outcome.ok) return outcome;
    apiVersion = apiVersionOf(outcome.value.reply) ?? apiVersion;
    return succeed(outcome.value.token);
  }

  async function call(access: OrchestratorAccess, what: Call, place?: Place): Promise<Result<HttpReply, Failure>> {
    const token = await tokens.get(access);
    if (!token.ok) return token;
    const reply = await sendWith(token.value, what, place);
    if (!reply.ok || reply.value.status !== 401) return settled(reply, what, place);
    // A 401 is answered before anything is done, so even a start may be sent again.
    tokens.drop(token.value);
    const fresh = await tokens.get(access);
    return fresh.ok ? settled(await sendWith(fresh.value, what, place), what, place) : fresh;
  }

  async function sendWith(token: Secret, what: Call, place?: Place): Promise<Result<HttpReply, Failure>> {
    const reply = await transport.send(what, {
      authorization: `Bearer ${token.reveal()}`,
      ...(place !== undefined && { 'X-UIPATH-OrganizationUnitId': String(place.id) }),
    });
    if (reply.ok) apiVersion = apiVersionOf(reply.value) ?? apiVersion;
    return reply;
  }

  return {
    async signIn(access) {
      const token = await tokens.get(access);
      if (!token.ok) return token;
      if (apiVersion === undefined) {
        const reply = await call(access, settingsCall);
        if (!reply.ok) return reply;
        if (apiVersion === undefined) {
          return fail(unusableReply(reply.value, settingsCall, 'it lacks the header api-supported-versions'));
        }
      }
      return succeed(capabilitiesOf(apiVersion));
    },
    call,
    async callInFolder(access, folder, what) {
      const id = await folderIds.resolve(access, folder);
      if (!id.ok) return id;
      const reply = await call(access, what, { id: id.value, path: folder.path });
      if (reply.ok || reply.failure.code !== 'folder-not-accessible') return reply;
      folderIds.drop(folder);
      const present = await folderIds.resolve(access, folder);
      if (!present.ok) return present;
      return present.value === id.value ? reply : call(access, what, { id: present.value, path: folder.path });
    },
    close: () => transport.close(),
  };
}

const settingsCall: Call = {
  purpose: 'read the API version',
  needs: 'no permission',
  method: 'GET',
  path: '/odata/Settings/UiPath.Server.Configuration.OData.GetAuthenticationSettings',
  isWrite: false,
};

function settled(outcome: Result<HttpReply, Failure>, what: Call, place?: Place): Result<HttpReply, Failure> {
  if (!outcome.ok) return outcome;
  const { status } = outcome.value;
  return status >= 200 && status < 300 ? outcome : fail(refusal(outcome.value, what, place?.path));
}
