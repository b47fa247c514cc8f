import type { JsonObject } from '../json.js';
import type { EntityType } from '../odata/entity-type.js';
import type { Webhook } from '../world/entities.js';

/** WebhookDto. Source: UiPath swagger 2020.10, with Key, Name and Description, which API 17 has. */
export const webhookType: EntityType = {
  name: 'UiPath.Server.Configuration.OData.WebhookDto',
  properties: {
    Key: 'guid',
    Name: 'string',
    Description: 'string',
    Url: 'string',
    Enabled: 'boolean',
    Secret: 'string',
    SubscribeToAllEvents: 'boolean',
    AllowInsecureSsl: 'boolean',
    Events: 'complex',
    Id: 'number',
  },
};

/** A webhook as the API shows it, with its secret in clear text, as the documented samples have it. */
export function webhookRow(webhook: Webhook): JsonObject {
  return {
    Key: webhook.key,
    Name: webhook.name,
    Description: webhook.description,
    Url: webhook.url,
    Enabled: webhook.enabled,
    Secret: webhook.secret,
    SubscribeToAllEvents: webhook.subscribeToAllEvents,
    AllowInsecureSsl: webhook.allowInsecureSsl,
    Events: webhook.eventTypes.map((EventType) => ({ EventType })),
    Id: webhook.id,
  };
}
