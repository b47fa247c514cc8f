import { fail, type OrchestratorAccess, type OrchestratorWebhooks, succeed } from '@cuelight/core';
import type { Call } from './call.js';
import { type Capabilities, jobEvents } from './capabilities.js';
import { textAt, wholeNumberAt } from './members.js';
import { odata, quoted } from './odata.js';
import { isNotFound } from './refusal.js';
import { readList, readNothing, readObject, unusableReply } from './reply.js';
import type { Session } from './session.js';

/**
 * Webhook subscriptions of the tenant, through `/odata/Webhooks`. Its replies show the secret in clear text: of them
 * only ids are read. Source: UiPath Orchestrator API guide, "Webhooks requests".
 */
export function createWebhooks(sessionOf: (access: OrchestratorAccess) => Session): OrchestratorWebhooks {
  return {
    async create(access, { url, secret }) {
      const session = sessionOf(access);
      const can = await session.signIn(access);
      if (!can.ok) return can;
      const events = await knownEvents(session, access, can.value);
      const call = webhooksCall('create a webhook', 'Webhooks.Create', 'POST', '/odata/Webhooks', {
        Url: url,
        Enabled: true,
        Secret: secret.reveal(),
        SubscribeToAllEvents: false,
        AllowInsecureSsl: false,
        Events: events.map((EventType) => ({ EventType })),
        ...(can.value.hasWebhookName && { Name: `Cuelight ${access.connectionId}` }),
      });
      const reply = await session.call(access, call);
      if (!reply.ok) return reply;
      const body = readObject(reply.value, call);
      if (!body.ok) return body;
      const id = wholeNumberAt(body.value, 'Id');
      return id === undefined ? fail(unusableReply(reply.value, call, 'it holds no id')) : succeed(id);
    },

    async findByUrl(access, url) {
      const options = { $filter: `Url eq ${quoted(url)}`, $select: 'Id', $orderby: 'Id asc', $top: 1_000 };
      const path = odata('/odata/Webhooks', options);
      const call = webhooksCall('list webhooks', 'Webhooks.View', 'GET', path);
      const reply = await sessionOf(access).call(access, call);
      if (!reply.ok) return reply;
      const list = readList(reply.value, call);
      if (!list.ok) return list;
      const ids = list.value.rows.map((row) => wholeNumberAt(row, 'Id')).filter((id) => id !== undefined);
      return ids.length < list.value.rows.length
        ? fail(unusableReply(reply.value, call, 'a webhook in it has no id'))
        : succeed(ids);
    },

    async ping(access, webhookId) {
      const path = `/odata/Webhooks(${webhookId})/UiPath.Server.Configuration.OData.Ping`;
      const call = webhooksCall('ping a webhook', 'Webhooks.View', 'POST', path);
      const reply = await sessionOf(access).call(access, call);
      return reply.ok ? readNothing(reply.value, call) : reply;
    },

    async delete(access, webhookId) {
      const call = webhooksCall('delete a webhook', 'Webhooks.Delete', 'DELETE', `/odata/Webhooks(${webhookId})`);
      const reply = await sessionOf(access).call(access, call);
      if (reply.ok) return readNothing(reply.value, call);
      return isNotFound(reply.failure) ? succeed(undefined) : reply;
    },
  };
}

/** The job events this Orchestrator has: as it lists them itself or, where that cannot be read, as its version tells. */
async function knownEvents(
  session: Session,
  access: OrchestratorAccess,
  can: Capabilities,
): Promise<readonly string[]> {
  const path = `/odata/Webhooks/UiPath.Server.Configuration.OData.GetEventTypes${can.functionSuffix}`;
  const call = webhooksCall('list event types', 'Webhooks.View', 'GET', path);
  const reply = await session.call(access, call);
  const list = reply.ok ? readList(reply.value, call) : reply;
  if (!list.ok) return can.jobEvents;
  const listed = list.value.rows.map((row) => textAt(row, 'Name'));
  const known = jobEvents.map(({ name }) => name).filter((name) => listed.includes(name));
  return known.length === 0 ? can.jobEvents : known;
}

function webhooksCall(purpose: string, needs: string, method: Call['method'], path: string, body?: Call['body']): Call {
  return { purpose, needs, method, path, isWrite: method !== 'GET', ...(body !== undefined && { body }) };
}
