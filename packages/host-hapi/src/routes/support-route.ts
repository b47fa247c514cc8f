import { succeed } from '@cuelight/core';
import { text } from '../http/answer.js';
import { supportBundleShape } from '../shapes/support-bundle-shape.js';
import { defineRoute } from './define-route.js';

/** What an operator sends to whoever helps. */
export const supportRoute = defineRoute({
  method: 'GET',
  path: '/v1/support-bundle',
  summary: 'Make a support bundle: what to send to whoever helps, without a secret',
  who: ['admin'],
  takes: {},
  answers: { 200: { description: 'The bundle, as readable JSON', body: supportBundleShape } },
  async handle(_, { supportBundle }) {
    return succeed(text(200, 'application/json', await supportBundle()));
  },
});
