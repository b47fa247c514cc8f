import {
  type ConnectionTarget,
  type Failure,
  fail,
  type IdentityUrl,
  isJsonObject,
  type Result,
  succeed,
  usualIdentityUrls,
} from '@cuelight/core';
import { type HttpReply, isJsonReply, parseJsonText } from '../network/index.js';
import type { Call } from './call.js';
import { textAt } from './members.js';
import { oauthErrorOf } from './oauth-refusal.js';
import type { OrchestratorHttpLimits } from './options.js';
import { refusal } from './refusal.js';
import { tokenCall } from './token-call.js';
import { createTransport, type Transport } from './transport.js';

/** The identity server of one target. */
export interface IdentityServer {
  /** Sends a form to the token endpoint, to one address and once; any reply that arrived whole is a success. */
  askToken(form: Readonly<Record<string, string>>): Promise<Result<HttpReply, Failure>>;
  /** Waits for what is under way and closes the sockets. */
  close(): Promise<void>;
}

const discoveryCall: Call = {
  purpose: 'find the identity server',
  needs: 'no permission',
  method: 'GET',
  path: '/.well-known/openid-configuration',
  isWrite: false,
};

interface Place {
  readonly url: IdentityUrl;
  readonly transport: Transport;
}

/**
 * The identity server at the address that the target names, or else at the one of the usual addresses that proves to be
 * one, without being sent a secret: by its discovery document, or by refusing an empty request as a token endpoint does.
 * Where it is, is found out once. Only addresses that the credential is bound to are called.
 */
export function createIdentityServer(target: ConnectionTarget, limits: OrchestratorHttpLimits): IdentityServer {
  const urls = target.identityUrl === undefined ? usualIdentityUrls(target.orchestratorUrl) : [target.identityUrl];
  const places = urls.map((url) => ({ url, transport: createTransport({ ...target, orchestratorUrl: url }, limits) }));
  let known: Place | undefined = places.length === 1 ? places[0] : undefined;

  async function find(): Promise<Result<Place, Failure>> {
    if (known !== undefined) return succeed(known);
    for (const look of [describesItself, refusesAsOne]) {
      for (const place of places) {
        const isThere = await look(place);
        if (!isThere.ok) return isThere;
        if (isThere.value) {
          known = place;
          return succeed(place);
        }
      }
    }
    const detail = `No identity server answers at ${urls.join(' or ')}; its address belongs in identityUrl.`;
    return fail({ code: 'orchestrator-reply-unusable', detail });
  }

  return {
    async askToken(form) {
      const place = await find();
      return place.ok ? place.value.transport.send({ ...tokenCall, form }) : place;
    },
    async close() {
      await Promise.all(places.map(({ transport }) => transport.close()));
    },
  };
}

async function describesItself({ transport }: Place): Promise<Result<boolean, Failure>> {
  const reply = await transport.send(discoveryCall);
  if (!reply.ok || isAway(reply.value)) return reply.ok ? fail(refusal(reply.value, discoveryCall)) : reply;
  const document = isJsonReply(reply.value) ? parseJsonText(reply.value.text) : undefined;
  const isThere = reply.value.status === 200 && isJsonObject(document);
  return succeed(isThere && textAt(document, 'token_endpoint') !== undefined);
}

async function refusesAsOne({ transport }: Place): Promise<Result<boolean, Failure>> {
  const reply = await transport.send({ ...tokenCall, form: { grant_type: 'client_credentials' } });
  if (!reply.ok || isAway(reply.value)) return reply.ok ? fail(refusal(reply.value, tokenCall)) : reply;
  return succeed(oauthErrorOf(reply.value) !== undefined);
}

/** Whether something that may well be there cannot work now: then nothing is to be concluded. */
function isAway({ status }: HttpReply): boolean {
  return status === 429 || status >= 500;
}
