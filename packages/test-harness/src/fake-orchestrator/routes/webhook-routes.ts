import { randomUUID } from 'node:crypto';
import { contextOf, odataEntity, odataList } from '../http/odata-list.js';
import { emptyReply, jsonReply, odataReply, type Reply } from '../http/reply.js';
import { type Route, type UserCall, userRoute } from '../http/route.js';
import { webhookRow, webhookType } from '../rows/webhook-row.js';
import type { Webhook } from '../world/entities.js';
import { webhookSettingsOf } from './webhook-fields.js';

/** The webhooks of the user's tenant. Source: UiPath swagger 2020.10. */
export const webhookRoutes: readonly Route[] = [
  userRoute('GET', '/odata/Webhooks', 'Webhooks.View', (call) =>
    odataList(call, 'Webhooks', webhookType(call.site.profile), webhooksOf(call).map(webhookRow)),
  ),
  userRoute('GET', '/odata/Webhooks({id})', 'Webhooks.View', (call) => webhookReply(call, webhookOf(call))),
  userRoute('POST', '/odata/Webhooks', 'Webhooks.Create', create),
  userRoute('PUT', '/odata/Webhooks({id})', 'Webhooks.Edit', (call) => change(call, undefined)),
  userRoute('PATCH', '/odata/Webhooks({id})', 'Webhooks.Edit', (call) => change(call, webhookOf(call))),
  userRoute('DELETE', '/odata/Webhooks({id})', 'Webhooks.Delete', (call) => {
    const webhook = webhookOf(call);
    if (webhook === undefined) return webhookReply(call, undefined);
    call.site.world.webhooks.delete(webhook.id);
    return emptyReply(204);
  }),
  userRoute('POST', '/odata/Webhooks({id})/UiPath.Server.Configuration.OData.Ping', 'Webhooks.View', ping),
  userRoute('GET', '/odata/Webhooks/UiPath.Server.Configuration.OData.GetEventTypes', 'Webhooks.View', (call) =>
    odataReply(200, {
      '@odata.context': contextOf(call, 'Collection(UiPath.Server.Configuration.OData.WebhookEventTypeDto)'),
      value: call.site.profile.eventTypes.map((Name) => ({ Name, Group: groupOf(Name) })),
    }),
  ),
];

function create(call: UserCall): Reply {
  const settings = webhookSettingsOf(call);
  if ('status' in settings) return settings;
  const { world } = call.site;
  const webhook = { id: world.newId(), key: randomUUID(), tenant: call.user.tenant, ...settings };
  world.webhooks.set(webhook.id, webhook);
  return webhookReply(call, webhook, 201);
}

function change(call: UserCall, before: Webhook | undefined): Reply {
  const webhook = webhookOf(call);
  if (webhook === undefined) return webhookReply(call, undefined);
  const settings = webhookSettingsOf(call, before);
  if ('status' in settings) return settings;
  const changed = { ...webhook, ...settings };
  call.site.world.webhooks.set(webhook.id, changed);
  return webhookReply(call, changed);
}

/** Answers that the ping is on its way, not that it arrived. */
function ping(call: UserCall): Reply {
  const webhook = webhookOf(call);
  if (webhook === undefined) return webhookReply(call, undefined);
  const { id: UserId, tenant } = call.user;
  const body = { TenantId: tenant.id, UserId };
  return jsonReply(202, call.site.sender.send({ type: 'ping', tenantId: tenant.id, body }, webhook));
}

function webhooksOf({ site, user }: UserCall): readonly Webhook[] {
  return [...site.world.webhooks.values()].filter(({ tenant }) => tenant.id === user.tenant.id);
}

function webhookOf(call: UserCall): Webhook | undefined {
  return webhooksOf(call).find(({ id }) => id === call.id);
}

function webhookReply(call: UserCall, webhook: Webhook | undefined, status = 200): Reply {
  return odataEntity(call, 'Webhooks', webhookType(call.site.profile), webhook && webhookRow(webhook), status);
}

/** `job.created` is in group `Job`. */
function groupOf(type: string): string {
  const [group = ''] = type.split('.');
  return group.charAt(0).toUpperCase() + group.slice(1);
}
