import {
  type Failure,
  type FailureCode,
  fail,
  namesTenant,
  type OrchestratorAccess,
  originOf,
  type Result,
  succeed,
} from '@cuelight/core';
import type { HeaderList, HttpReply } from '../network/index.js';
import { apiVersionOf } from '../orchestrator-version/index.js';
import type { AccessToken } from './access-token.js';
import type { Call } from './call.js';
import { type Capabilities, capabilitiesOf } from './capabilities.js';
import { detectVersion } from './detect-version.js';
import { createFolderCalls, type FolderCalls } from './folder-calls.js';
import { folderHeader, type Place } from './folder-header.js';
import { lacksScope } from './missing-scope.js';
import type { OrchestratorHttpLimits } from './options.js';
import { refusal } from './refusal.js';
import { createSignIn } from './sign-in.js';
import { createTokenSource } from './token-source.js';
import { createTransport } from './transport.js';
import { waitTogether } from './wait-together.js';

/** What is held for one connection, as one target and one version of its credential. */
export interface Session {
  /**
   * Signs in if that has not happened yet, and tells what this Orchestrator can do. A token that Orchestrator itself did
   * not give is tried once, so that one it does not accept is found out here: `credentials-refused`.
   */
  signIn(access: OrchestratorAccess): Promise<Result<Capabilities, Failure>>;
  /**
   * Makes a call; the reply has a status from 200 to 299. After a 401 it signs in once more and repeats the call, except
   * with a token that cannot be renewed.
   */
  call(access: OrchestratorAccess, call: Call): Promise<Result<HttpReply, Failure>>;
  /** The same in a folder. */
  readonly callInFolder: FolderCalls['call'];
  /** The API version, where a reply has told it. */
  readonly apiVersion: () => number | undefined;
  /** Takes note of folders that were read anyway. */
  readonly meetFolders: FolderCalls['meet'];
  /** Waits for what is under way and closes the sockets. */
  close(): Promise<void>;
}

/** For how long the calls of a session are refused as they are, once a fresh token was refused like the one before. */
const inVainForMs = 30_000;

/** A session that has not signed in yet. */
export function createSession(target: OrchestratorAccess['target'], limits: OrchestratorHttpLimits): Session {
  const transport = createTransport(target, limits);
  const signIn = createSignIn(target, transport, limits);
  const origin = originOf(target.orchestratorUrl);
  const tenant = namesTenant(target.orchestratorUrl) ? [] : tenantHeader(target.tenant);
  const tokens = createTokenSource(fetchToken, limits.nowMs);
  const folderCalls = createFolderCalls(call, () => apiVersion, { ...limits, origin });
  let apiVersion: number | undefined;

  let isAccepted = false;
  let inVain: { readonly token: AccessToken; readonly untilMs: number } | undefined;
  let learning: Promise<Result<number, Failure>> | undefined;

  async function fetchToken(access: OrchestratorAccess): Promise<Result<AccessToken, Failure>> {
    const outcome = await signIn.signIn(access);
    if (!outcome.ok) return outcome;
    apiVersion = outcome.value.apiVersion ?? apiVersion;
    return succeed(outcome.value.token);
  }

  async function call(access: OrchestratorAccess, what: Call, place?: Place): Promise<Result<HttpReply, Failure>> {
    const token = await tokenFor(access);
    if (!token.ok) return token;
    const reply = await sendWith(access, token.value, what, place);
    if (!reply.ok || reply.value.status !== 401) return settled(reply, what, place);
    if (!token.value.isRenewable) return fail(notAccepted(reply.value, what, place));
    // A 401 is answered before anything is done, so even a start may be sent again.
    if (inVain?.token === token.value && limits.nowMs() < inVain.untilMs) return settled(reply, what, place);
    tokens.drop(token.value);
    const fresh = await tokenFor(access);
    if (!fresh.ok) return fresh;
    const again = await sendWith(access, fresh.value, what, place);
    // Another token would be refused as well: not one for every call.
    if (again.ok && again.value.status === 401) inVain = { token: fresh.value, untilMs: limits.nowMs() + inVainForMs };
    const outcome = settled(again, what, place);
    return outcome.ok || fresh.value.isOfTenant || isAccepted ? outcome : fail(ofAnotherTenant(outcome.failure));
  }

  /** Many may wait for one token. */
  function tokenFor(access: OrchestratorAccess): Promise<Result<AccessToken, Failure>> {
    return waitTogether(access, origin, tokens.get);
  }

  async function sendWith(
    access: OrchestratorAccess,
    token: AccessToken,
    what: Call,
    place?: Place,
  ): Promise<Result<HttpReply, Failure>> {
    const headers = ['authorization', `Bearer ${token.secret.reveal()}`];
    if (!token.isOfTenant) headers.push(...tenant);
    if (place !== undefined) headers.push(...folderHeader(place));
    const reply = await transport.send(what, headers, access.signal);
    if (!reply.ok) return reply;
    apiVersion = apiVersionOf(reply.value) ?? apiVersion;
    if (reply.value.status !== 401 || lacksScope(reply.value)) isAccepted = true;
    return reply;
  }

  /** Tries a token that Orchestrator did not give, and learns the API version if nothing has told it. */
  async function learn(access: OrchestratorAccess, token: AccessToken): Promise<Result<number, Failure>> {
    if (!token.isOfTenant && !isAccepted) {
      const tried = await call(access, tryCall);
      if (!tried.ok && !isAnswer.has(tried.failure.code)) return tried;
    }
    const told = knownVersion();
    if (told !== undefined) return succeed(told);
    const detected = await detectVersion(transport);
    if (detected.ok) apiVersion = detected.value;
    return detected;
  }

  const knownVersion = () => apiVersion;

  return {
    async signIn(access) {
      const token = await tokenFor(access);
      if (!token.ok) return token;
      if (apiVersion !== undefined && (token.value.isOfTenant || isAccepted))
        return succeed(capabilitiesOf(apiVersion));
      const version = await waitTogether(access, origin, (shared) => {
        learning ??= learn(shared, token.value).finally(() => {
          learning = undefined;
        });
        return learning;
      });
      return version.ok ? succeed(capabilitiesOf(version.value)) : version;
    },
    call,
    apiVersion: knownVersion,
    callInFolder: folderCalls.call,
    meetFolders: folderCalls.meet,
    async close() {
      await Promise.all([transport.close(), signIn.close()]);
    },
  };
}

/** A call that every credential may make that Cuelight can be used with. */
const tryCall: Call = {
  purpose: 'list folders',
  needs: 'Units.View or SubFolders.View',
  method: 'GET',
  path: '/odata/Folders?$top=1',
  isWrite: false,
};

/** Refusals that come only after the token was accepted. */
const isAnswer: ReadonlySet<FailureCode> = new Set([
  'orchestrator-forbidden',
  'orchestrator-refused',
  'folder-not-accessible',
]);

/**
 * Names the tenant where neither the address nor the token does: on-premises, with OAuth or a personal access token.
 * Source: UiPath Orchestrator API guide, "Building API requests".
 */
function tenantHeader(tenant: string): HeaderList {
  // A header goes out byte by byte, as Latin-1: this way its bytes are those of UTF-8.
  return ['X-UIPATH-TenantName', Buffer.from(tenant, 'utf8').toString('latin1')];
}

function notAccepted(reply: HttpReply, what: Call, place?: Place): Failure {
  const refused = refusal(reply, what, place?.path);
  if (refused.code !== 'credentials-refused') return refused;
  const detail = `Orchestrator did not accept the personal access token to ${what.purpose}: it may have expired or been revoked.`;
  return { ...refused, detail, cause: 'token-refused' };
}

/** The identity server has just given the token, so that it cannot be out of date. */
function ofAnotherTenant(failure: Failure): Failure {
  if (failure.code !== 'credentials-refused') return failure;
  const detail = 'The identity server gave a token, which Orchestrator does not accept for this tenant.';
  return { ...failure, detail, cause: 'tenant-refused' };
}

function settled(outcome: Result<HttpReply, Failure>, what: Call, place?: Place): Result<HttpReply, Failure> {
  if (!outcome.ok) return outcome;
  const { status } = outcome.value;
  return status >= 200 && status < 300 ? outcome : fail(refusal(outcome.value, what, place?.path));
}
