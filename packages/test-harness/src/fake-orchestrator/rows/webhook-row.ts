import type { JsonObject } from '../json.js';
import type { EntityType } from '../odata/entity-type.js';
import { withFields } from '../odata/with-fields.js';
import type { VersionProfile } from '../profile/version-profile.js';
import type { Webhook } from '../world/entities.js';

const everyField: EntityType = {
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

/** WebhookDto of a version. */
export function webhookType({ webhookFields }: VersionProfile): EntityType {
  return withFields(everyField, webhookFields);
}

/** A webhook with everything that any version shows of it: its secret in clear text, as the documented samples have it. */
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
