import { fail, succeed } from '@cuelight/core';
import { z } from 'zod';
import { empty } from '../http/answer.js';
import { readBytes } from '../http/read-bytes.js';
import type { HostRefusal } from '../problems/refusal.js';
import type { Route } from './route.js';

/** The longest delivery that is read, in bytes. */
const longestDelivery = 32 * 1024 * 1024;

const paramsShape = z.object({ connectionId: z.string() });

/**
 * Orchestrator's callback. An unknown connection, a missing and a wrong signature are answered alike; of an unknown
 * connection the body is not even read. A verified delivery is taken whatever it says.
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
  async respond({ params, headers, body }, { cuelight }) {
    const { connectionId } = paramsShape.parse(params);
    if (!cuelight.deliveries.isExpected(connectionId)) return fail(refused);
    const bytes = await readBytes(body, longestDelivery);
    if (!bytes.ok) return bytes;
    const signature = headers['x-uipath-signature'];
    const taken = cuelight.deliveries.take({
      connectionId,
      body: bytes.value,
      signature: typeof signature === 'string' ? signature : undefined,
    });
    return taken === 'accepted' ? succeed(empty) : fail(refused);
  },
};

const refused: HostRefusal = { code: 'delivery-refused', detail: 'The delivery is not signed for this connection.' };
