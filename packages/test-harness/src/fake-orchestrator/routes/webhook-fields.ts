import { z } from 'zod';
import { bind } from '../http/bind.js';
import { failure, type Reply } from '../http/reply.js';
import type { Call } from '../http/route.js';
import type { VersionProfile } from '../profile/version-profile.js';
import type { Webhook } from '../world/entities.js';

const fields = {
  Id: z.int().optional(),
  Key: z.guid().nullish(),
  Name: z.string().max(255).nullish(),
  Description: z.string().max(500).nullish(),
  Secret: z.string().max(100).nullish(),
  Events: z.array(z.strictObject({ EventType: z.string().max(50) })).nullish(),
  Url: z.string().max(2000).refine(isHttpUrl),
  Enabled: z.boolean(),
  SubscribeToAllEvents: z.boolean(),
  AllowInsecureSsl: z.boolean(),
};
const everyField = z.strictObject(fields);
type Body = Partial<z.output<typeof everyField>>;

/** The body of a POST or PUT in a version. Source: UiPath swagger 2020.10, WebhookDto. */
export function webhookBodySchema({ webhookFields, needsWebhookName }: VersionProfile): z.ZodType<Body> {
  return wholeBody(webhookFields, needsWebhookName);
}

function wholeBody(known: readonly string[], needsName: boolean) {
  const shape = Object.fromEntries(Object.entries(fields).filter(([name]) => known.includes(name)));
  return z.strictObject(needsName ? { ...shape, Name: fields.Name.unwrap().unwrap().min(1) } : shape);
}

/** The members of a webhook that a request may set. */
export type WebhookSettings = Omit<Webhook, 'id' | 'key' | 'tenant'>;

/** Reads the settings from the body of a POST or PUT, or those that differ from `before` from that of a PATCH; else the refusal. */
export function webhookSettingsOf(call: Call, before?: WebhookSettings): WebhookSettings | Reply {
  const { webhookFields, needsWebhookName, eventTypes: known } = call.site.profile;
  const whole = wholeBody(webhookFields, needsWebhookName);
  const bound = bind<Body>(before === undefined ? whole : whole.partial(), call.request.body, 'webhookDto');
  if (!bound.ok) return bound.reply;
  const { Url, Enabled, SubscribeToAllEvents, AllowInsecureSsl, Secret, Events, Name, Description } = bound.value;
  const subscribeToAllEvents = SubscribeToAllEvents ?? before?.subscribeToAllEvents ?? false;
  const eventTypes = Events?.map(({ EventType }) => EventType) ?? before?.eventTypes ?? [];
  const unknown = eventTypes.find((type) => !known.includes(type));
  if (unknown !== undefined) return failure(400, 1000, `The event type '${unknown}' does not exist.`);
  return {
    name: Name === undefined ? (before?.name ?? null) : Name,
    description: Description === undefined ? (before?.description ?? null) : Description,
    url: Url ?? before?.url ?? '',
    enabled: Enabled ?? before?.enabled ?? false,
    secret: Secret === undefined ? (before?.secret ?? null) : Secret || null,
    subscribeToAllEvents,
    allowInsecureSsl: AllowInsecureSsl ?? before?.allowInsecureSsl ?? false,
    eventTypes: subscribeToAllEvents ? [] : eventTypes,
  };
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}
