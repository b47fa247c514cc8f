import {
  type Failure,
  fail,
  isJsonObject,
  type JsonObject,
  type OrchestratorAccess,
  type OrchestratorWebhooks,
  type Result,
  succeed,
  type WebhookRequest,
} from '@cuelight/core';
import type { Call } from './call.js';
import { type Capabilities, jobEvents } from './capabilities.js';
import { textAt, wholeNumberAt } from './members.js';
import { odata, quoted } from './odata.js';
import { isNotFound } from './refusal.js';
import { readList, readNothing, readObject, unusableReply } from './reply.js';
import type { Session } from './session.js';

/**
 * Webhook subscriptions of the tenant, through `/odata/Webhooks`. Its replies show the secret in clear text: of them
 * only the settings are read, and asked for where a list of members may be. Source: UiPath Orchestrator API guide, "Webhooks requests".
 */
export function createWebhooks(sessionOf: (access: OrchestratorAccess) => Session): OrchestratorWebhooks {
  return {
    async create(access, request) {
      const session = sessionOf(access);
      const can = await session.signIn(access);
      if (!can.ok) return can;
      const events = await knownEvents(session, access, can.value);
      const body = webhookRow(access, request, events, can.value);
      const call = webhooksCall('create a webhook', 'Webhooks.Create', 'POST', '/odata/Webhooks', body);
      const reply = await session.call(access, call);
      if (!reply.ok) return reply;
      const row = readObject(reply.value, call);
      if (!row.ok) return row;
      const id = wholeNumberAt(row.value, 'Id');
      return id === undefined ? fail(unusableReply(reply.value, call, 'it holds no id')) : succeed(id);
    },

    async read(access, webhookId) {
      const session = sessionOf(access);
      const can = await session.signIn(access);
      if (!can.ok) return can;
      const path = odata(`/odata/Webhooks(${webhookId})`, { $select: settings });
      const call = webhooksCall('read a webhook', 'Webhooks.View', 'GET', path);
      const reply = await session.call(access, call);
      if (!reply.ok) return isNotFound(reply.failure) ? succeed(undefined) : reply;
      const row = readObject(reply.value, call);
      if (!row.ok) return row;
      const url = textAt(row.value, 'Url');
      if (url === undefined) return fail(unusableReply(reply.value, call, 'it holds no address'));
      const listed = await listedEvents(session, access, can.value);
      // Compared with a list from elsewhere, a webhook that is right would be taken for a wrong one.
      if (!listed.ok && !isUnlisted(listed.failure)) return listed;
      const events = listed.ok ? listed.value : can.value.jobEvents;
      return succeed({
        id: webhookId,
        url,
        isEnabled: row.value.Enabled === true,
        sendsJobEvents: row.value.SubscribeToAllEvents === false && hasEvents(row.value.Events, events),
        allowsInsecureSsl: row.value.AllowInsecureSsl !== false,
      });
    },

    async change(access, webhookId, request) {
      const session = sessionOf(access);
      const can = await session.signIn(access);
      if (!can.ok) return can;
      const events = await knownEvents(session, access, can.value);
      const body = { ...webhookRow(access, request, events, can.value), Id: webhookId };
      const call = webhooksCall('change a webhook', 'Webhooks.Edit', 'PUT', `/odata/Webhooks(${webhookId})`, body);
      const reply = await session.call(access, call);
      if (!reply.ok) return isNotFound(reply.failure) ? succeed('gone') : reply;
      const changed = readNothing(reply.value, call);
      return changed.ok ? succeed('changed') : changed;
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

/** All of a webhook but its secret. */
const settings = 'Id,Url,Enabled,SubscribeToAllEvents,AllowInsecureSsl,Events';

/**
 * The whole webhook as it is wanted, for POST and PUT alike: a PUT without the secret would take it away. Source: the
 * product's own API descriptions, WebhookDto.
 */
function webhookRow(
  { connectionId }: OrchestratorAccess,
  { url, secret }: WebhookRequest,
  events: readonly string[],
  { hasWebhookName }: Capabilities,
): JsonObject {
  return {
    Url: url,
    Enabled: true,
    Secret: secret.reveal(),
    SubscribeToAllEvents: false,
    AllowInsecureSsl: false,
    Events: events.map((EventType) => ({ EventType })),
    ...(hasWebhookName && { Name: `Cuelight ${connectionId}` }),
  };
}

/** Whether a webhook has these events and no others. One that does not show its events is believed to. */
function hasEvents(rows: unknown, events: readonly string[]): boolean {
  if (!Array.isArray(rows)) return true;
  const types = rows.map((row) => (isJsonObject(row) ? textAt(row, 'EventType') : undefined));
  return types.length === events.length && events.every((event) => types.includes(event));
}

/** The job events this Orchestrator lists; those of its version where it lists none that we know. */
async function listedEvents(
  session: Session,
  access: OrchestratorAccess,
  can: Capabilities,
): Promise<Result<readonly string[], Failure>> {
  const path = `/odata/Webhooks/UiPath.Server.Configuration.OData.GetEventTypes${can.functionSuffix}`;
  const call = webhooksCall('list event types', 'Webhooks.View', 'GET', path);
  const reply = await session.call(access, call);
  const list = reply.ok ? readList(reply.value, call) : reply;
  if (!list.ok) return list;
  const listed = list.value.rows.map((row) => textAt(row, 'Name'));
  const known = jobEvents.map(({ name }) => name).filter((name) => listed.includes(name));
  return succeed(known.length === 0 ? can.jobEvents : known);
}

/** The job events this Orchestrator has: as it lists them itself or, where that cannot be read, as its version tells. */
async function knownEvents(
  session: Session,
  access: OrchestratorAccess,
  can: Capabilities,
): Promise<readonly string[]> {
  const listed = await listedEvents(session, access, can);
  return listed.ok ? listed.value : can.jobEvents;
}

/** Whether Orchestrator answered that it has no such list, or shows it to others only. */
function isUnlisted({ code }: Failure): boolean {
  return code === 'orchestrator-forbidden' || code === 'orchestrator-refused' || code === 'orchestrator-reply-unusable';
}

function webhooksCall(purpose: string, needs: string, method: Call['method'], path: string, body?: Call['body']): Call {
  return { purpose, needs, method, path, isWrite: method !== 'GET', ...(body !== undefined && { body }) };
}
