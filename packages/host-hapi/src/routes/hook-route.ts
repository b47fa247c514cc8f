import { fail, succeed } from '@cuelight/core';
import { z } from 'zod';
import { empty } from '../http/answer.js';
import { readBytes } from '../http/read-bytes.js';
import type { HostRefusal } from '../problems/refusal.js';
import type { RawRequest, Route } from './route.js';

/** The longest delivery that is read, in bytes, and how long that may take. */
const limits = { maxBytes: 32 * 1024 * 1024, withinMs: 30_000 };

/** What a signature looks like: HMAC-SHA256, 32 bytes, in base64. Source: UiPath docs, about-webhooks. */
const signaturePattern = /^[A-Za-z0-9+/]{43}=$/;

const paramsShape = z.object({ connectionId: z.string() });

/**
 * Orchestrator's callback. An unknown connection, a missing and a wrong signature are answered alike; of an unknown
 * connection, and without what looks like a signature, the body is not even read. A verified delivery is taken whatever
 * it says.
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
  async respond({ params, headers, body }, { cuelight, deliveryBudget }) {
    const { connectionId } = paramsShape.parse(params);
    if (!cuelight.deliveries.isExpected(connectionId)) return fail(refused);
    const signature = signatureOf(headers);
    const bytes = signature === undefined ? nothing : await readBytes(body, { ...limits, budget: deliveryBudget });
    if (!bytes.ok) return bytes;
    const taken = cuelight.deliveries.take({ connectionId, body: bytes.value, signature });
    return taken === 'accepted' ? succeed(empty) : fail(refused);
  },
};

/** What is taken in the place of a body that cannot be verified, so that the refusal is counted like any other. */
const nothing = succeed(new Uint8Array());

function signatureOf(headers: RawRequest['headers']): string | undefined {
  const signature = headers['x-uipath-signature'];
  return typeof signature === 'string' && signaturePattern.test(signature) ? signature : undefined;
}

const refused: HostRefusal = { code: 'delivery-refused', detail: 'The delivery is not signed for this connection.' };
