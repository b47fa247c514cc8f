import { isJsonObject } from '../json/is-json-object.js';
import type { JsonObject } from '../json/json.js';
import { type Impossible, impossibilityOf } from '../lifecycle/impossible.js';
import { parseJobState } from '../lifecycle/job-state.js';
import type { Observation } from '../lifecycle/observation.js';
import { parseInstant } from '../time/instant.js';

/** What a verified delivery says. */
export type WebhookEvent =
  /** Something about one or more jobs; `ignored` says of the others why they cannot be so. */
  | {
      readonly kind: 'jobs';
      readonly type: string;
      readonly observations: readonly Observation[];
      readonly ignored: readonly Impossible[];
    }
  /** Orchestrator answers our request to prove that it reaches us. */
  | { readonly kind: 'ping'; readonly type: 'ping' }
  /** An event of another kind, or one whose shape this version does not know. */
  | { readonly kind: 'not-understood'; readonly type: string };

/** The longest event type Orchestrator's API allows in a subscription (`EventType`, at most 50 characters). */
const longestType = 50;

/**
 * Reads the body of a delivery whose signature has been verified. Both `Job` and `Jobs` may hold an object or an array:
 * UiPath documents `job.created` and `job.stopped` with an array, the others with an object, and shows `Jobs` as an
 * object in one sample (UiPath Orchestrator guide, "Types of events").
 */
export function readWebhookEvent(body: Uint8Array): WebhookEvent {
  const event = parseObject(body);
  const type = typeNameOf(event);
  if (event === undefined) return { kind: 'not-understood', type };
  if (type === 'ping') return { kind: 'ping', type };
  if (!type.startsWith('job.')) return { kind: 'not-understood', type };
  const jobs = [event.Job, event.Jobs].flat().filter((job) => job !== undefined && job !== null);
  if (jobs.length === 0) return { kind: 'not-understood', type };
  const read = jobs.map((job) => readJob(event, job));
  return {
    kind: 'jobs',
    type,
    observations: read.filter((one) => typeof one !== 'string'),
    ignored: read.filter((one) => typeof one === 'string'),
  };
}

function readJob(event: JsonObject, job: unknown): Observation | Impossible {
  if (!isJsonObject(job) || typeof job.Key !== 'string') return 'foreign-key';
  const { State: stateName, Info: info } = job;
  const state = parseJobState(stateName);
  const asOf = parseInstant(event.EventTime) ?? parseInstant(event.Timestamp);
  if (state === undefined) return 'unknown-state';
  if (asOf === undefined) return 'impossible-time';
  const startedAt = parseInstant(job.StartTime);
  const endedAt = parseInstant(job.EndTime);
  const eventId = event.EventId;
  const observation: Observation = {
    jobKey: job.Key.toLowerCase(),
    state,
    asOf,
    source: 'webhook',
    ...(typeof eventId === 'string' && { eventId }),
    ...(startedAt !== undefined && { startedAt }),
    ...(endedAt !== undefined && { endedAt }),
    ...(state === 'Faulted' && typeof info === 'string' && { fault: { message: info } }),
  };
  return impossibilityOf(observation) ?? observation;
}

function parseObject(body: Uint8Array): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** A name safe to log and to count by: only what looks like an event type, and nothing a stranger made up at length. */
function typeNameOf(event: JsonObject | undefined): string {
  const type = event?.Type;
  const looksLikeOne = typeof type === 'string' && type.length <= longestType && /^[A-Za-z]+(\.[A-Za-z]+)*$/.test(type);
  return looksLikeOne ? type : 'unnamed';
}
