import { fail, readSignature, succeed } from '@cuelight/core';
import { z } from 'zod';
import { empty } from '../http/answer.js';
import { explainLater } from '../http/explain-later.js';
import { readBytes } from '../http/read-bytes.js';
import type { HostRefusal } from '../problems/refusal.js';
import type { Route } from './route.js';

/** The longest delivery that is read, in bytes, and how long that may take. */
const limits = { maxBytes: 32 * 1024 * 1024, withinMs: 30_000 };

const paramsShape = z.object({ connectionId: z.string() });

/**
 * Orchestrator's callback. An unknown connection, a missing and a wrong signature are answered alike; of an unknown
 * connection, and without what looks like a signature, rightly or wrongly written, the body is not even read. A verified
 * delivery is taken whatever it says; what is wrong with another is looked at once it was answered.
 */
export const hookRoute: Route = {
  method: 'POST',
  path: '/hooks/{connectionId}',
  summary: "Take a delivery of a connection's webhook",
  who: 'anyone',
  needsOrchestratorProcess: false,
  takes: { params: paramsShape },
  readsRawBody: true,
  answers: { 204: { description: 'Taken' } },
  async respond({ params, headers, body, afterAnswer }, { cuelight, deliveryBudget }) {
    const { connectionId } = paramsShape.parse(params);
    const { deliveries, refusedDeliveries } = cuelight;
    const given = headers['x-uipath-signature'];
    const signature = typeof given === 'string' ? given : undefined;
    const refuse = (bytes: Uint8Array) => {
      const explain = explainLater({ connectionId, signature, body: bytes }, refusedDeliveries, deliveryBudget);
      if (explain !== undefined) afterAnswer(explain);
      return fail(refused);
    };
    if (!deliveries.isExpected(connectionId)) return refuse(nothing.value);
    const isReadable = signature !== undefined && readSignature(signature) !== undefined;
    const bytes = isReadable ? await readBytes(body, { ...limits, budget: deliveryBudget }) : nothing;
    if (!bytes.ok) return bytes;
    const delivery = { connectionId, body: bytes.value, signature: isReadable ? signature : undefined };
    return deliveries.take(delivery) === 'accepted' ? succeed(empty) : refuse(bytes.value);
  },
};

/** What is taken in the place of a body that cannot be verified, so that the refusal is counted like any other. */
const nothing = succeed(new Uint8Array());

const refused: HostRefusal = { code: 'delivery-refused', detail: 'The delivery is not signed for this connection.' };
