import { randomBytes } from 'node:crypto';
import type { VirtualClock } from '../clock/virtual-clock.js';
import type { FaultBook } from '../faults/fault-book.js';
import type { ActiveFault } from '../faults/fault-rule.js';
import type { JsonObject } from '../json.js';
import type { VersionProfile } from '../profile/version-profile.js';
import type { Webhook } from '../world/entities.js';
import { attemptWithFaults } from './attempt-with-faults.js';
import { createCircuit } from './circuit.js';
import type { Delivery } from './delivery.js';
import type { Announcement } from './event-body.js';
import { createPoster } from './poster.js';

/** Sends events to webhooks over HTTP. First attempts to one webhook go one after the other; retries do not wait in line. */
export interface Sender {
  /** Sends an event to every enabled webhook of the tenant that subscribes to it, or to `only`; gives the event as sent. */
  send(announcement: Announcement, only?: Webhook): JsonObject;
  deliveries(): readonly Delivery[];
  /** When nothing is being sent. */
  idle(): Promise<void>;
  /** Breaks off what is being sent. */
  close(): Promise<void>;
}

/**
 * What is waited before each retry, and how many there are.
 * Source: UiPath docs, "Webhooks appsettings.json", RetryAfter and MaxRetryRequests.
 */
const retryAfterMs = [0, 45_000, 150_000, 300_000];
const mostRetries = 2;
/** How long a fault holds an event back for the next one to overtake it, when none comes. */
const longestHoldMs = 2000;

interface Parcel {
  readonly webhookId: number;
  readonly body: Uint8Array;
  delivery: Delivery;
  retries: number;
}

/**
 * @param webhooks all webhooks by id, as they are at any time
 * @param subscriberCas certificates of CAs, as PEM, that are trusted for subscribers beside those that Node brings along
 */
export function createSender(
  webhooks: ReadonlyMap<number, Webhook>,
  clock: VirtualClock,
  faults: FaultBook,
  profile: VersionProfile,
  subscriberCas: readonly string[],
): Sender {
  const poster = createPoster(subscriberCas);
  const circuit = createCircuit(clock.nowMs);
  const parcels: Parcel[] = [];
  const lines = new Map<number, Promise<void>>();
  const held: Parcel[] = [];
  const underWay = new Set<Promise<void>>();
  let lastEventId = 307_348_657;
  let closed = false;

  function track(work: Promise<void>): void {
    const tracked = work.finally(() => underWay.delete(tracked));
    underWay.add(tracked);
  }

  function line(parcel: Parcel): void {
    const turn = (lines.get(parcel.webhookId) ?? Promise.resolve()).then(() => attempt(parcel));
    lines.set(parcel.webhookId, turn);
    track(turn);
  }

  async function attempt(parcel: Parcel): Promise<void> {
    const fault = faults.forWebhook();
    if (fault?.action === 'lose') {
      parcel.delivery = { ...parcel.delivery, outcome: 'lost' };
      return;
    }
    if (fault?.action === 'reorder') {
      held.push(parcel);
      clock.after(fault.delayMs ?? longestHoldMs, () => track(release([parcel])));
      return;
    }
    if (fault?.delayMs !== undefined) {
      clock.after(fault.delayMs, () => track(deliver(parcel, fault)));
      return;
    }
    await deliver(parcel, fault);
    await release(held.filter(({ webhookId }) => webhookId === parcel.webhookId));
  }

  async function release(parcelsToGo: readonly Parcel[]): Promise<void> {
    for (const parcel of parcelsToGo) {
      const index = held.indexOf(parcel);
      if (index < 0) continue;
      held.splice(index, 1);
      await deliver(parcel, undefined);
    }
  }

  async function deliver(parcel: Parcel, fault: ActiveFault | undefined): Promise<void> {
    const webhook = webhooks.get(parcel.webhookId);
    if (closed || webhook === undefined || !webhook.enabled) {
      parcel.delivery = { ...parcel.delivery, outcome: 'failed' };
      return;
    }
    const at = clock.stamp();
    const results = await attemptWithFaults(poster, webhook, parcel.body, fault);
    const attempts = [...parcel.delivery.attempts, ...results.map((result) => ({ at, ...result }))];
    const accepted = results.some(({ status }) => status !== null && status >= 200 && status < 300);
    parcel.delivery = { ...parcel.delivery, attempts, outcome: accepted ? 'delivered' : 'pending' };
    if (!accepted) retryOrGiveUp(parcel);
  }

  function retryOrGiveUp(parcel: Parcel): void {
    const delayMs = retryAfterMs[parcel.retries];
    if (parcel.retries < mostRetries && delayMs !== undefined) {
      parcel.retries += 1;
      clock.after(delayMs, () => track(attempt(parcel)));
      return;
    }
    parcel.delivery = { ...parcel.delivery, outcome: 'failed' };
    circuit.open(parcel.webhookId);
  }

  function subscribers({ type, tenantId }: Announcement): readonly Webhook[] {
    return [...webhooks.values()].filter(
      ({ enabled, tenant, subscribeToAllEvents, eventTypes }) =>
        enabled && tenant.id === tenantId && (subscribeToAllEvents || eventTypes.includes(type)),
    );
  }

  return {
    send(announcement, only) {
      lastEventId += 1;
      const eventId = profile.eventIds === 'decimal' ? String(lastEventId) : randomBytes(16).toString('hex');
      const event = { Type: announcement.type, EventId: eventId, Timestamp: clock.stamp(), ...announcement.body };
      for (const { id, url, name } of only === undefined ? subscribers(announcement) : [only]) {
        const body = Buffer.from(
          JSON.stringify(profile.eventFields.includes('Name') ? { ...event, Name: name } : event),
        );
        const outcome = circuit.isOpen(id) ? 'skipped' : 'pending';
        const delivery: Delivery = { eventType: announcement.type, eventId, webhookId: id, url, outcome, attempts: [] };
        const parcel = { webhookId: id, body, delivery, retries: 0 };
        parcels.push(parcel);
        if (outcome === 'pending') line(parcel);
      }
      return event;
    },
    deliveries: () => parcels.map(({ delivery }) => delivery),
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    close() {
      closed = true;
      return poster.close();
    },
  };
}
