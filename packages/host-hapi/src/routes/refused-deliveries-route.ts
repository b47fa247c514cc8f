import { succeed } from '@cuelight/core';
import { z } from 'zod';
import { json } from '../http/answer.js';
import { refusedDeliveriesShape, showRefusedDeliveries } from '../shapes/refused-deliveries-shape.js';
import { idText } from '../shapes/text.js';
import { defineRoute } from './define-route.js';

/** Why deliveries to a connection were refused. */
export const refusedDeliveriesRoute = defineRoute({
  method: 'GET',
  path: '/v1/connections/{id}/refused-deliveries',
  summary: 'Read which known mistakes explain the deliveries that were refused for a connection',
  who: ['admin'],
  takes: { params: z.strictObject({ id: idText }) },
  answers: {
    200: { description: 'Mistakes with their remedies, the latest first', body: refusedDeliveriesShape },
  },
  async handle({ params }, { cuelight }) {
    const report = await cuelight.refusedDeliveries.of(params.id);
    return report.ok ? succeed(json(200, showRefusedDeliveries(report.value))) : report;
  },
});
