import { succeed } from '@cuelight/core';
import { json } from '../http/answer.js';
import { systemShape } from '../shapes/system-shape.js';
import { defineRoute } from './define-route.js';

/** How the service stands. */
export const systemRoute = defineRoute({
  method: 'GET',
  path: '/v1/system',
  summary: 'Read how the service stands: what it is, whether each part works, and what failed lately',
  who: ['admin'],
  takes: {},
  answers: { 200: { description: 'What is known; of a part that cannot be asked, why', body: systemShape } },
  async handle(_, { system }) {
    return succeed(json(200, await system()));
  },
});
