import { longestTokenS, mostTokenProcesses, succeed } from '@cuelight/core';
import { z } from 'zod';
import { json } from '../http/answer.js';
import { idText, showTime } from '../shapes/text.js';
import { defineRoute } from './define-route.js';

const ttlS = z.int().min(1).max(longestTokenS).describe('How long it is good for, in seconds');

const processIds = z
  .array(idText)
  .min(1)
  .max(mostTokenProcesses)
  .describe('The process references of the app that it is held to; without it, all of them');

/** Tokens for the web pages of an app. */
export const tokenRoute = defineRoute({
  method: 'POST',
  path: '/v1/apps/{id}/tokens',
  summary: 'Make a short-lived token for a web page of the app',
  who: ['admin', 'runtime'],
  takes: {
    params: z.strictObject({ id: idText }),
    body: z.strictObject({ processIds: processIds.exactOptional(), ttlS }),
  },
  answers: {
    201: {
      description: 'The token; it is kept nowhere, and ends with the key that it was made with',
      body: z.strictObject({ token: z.string(), expiresAt: z.string() }),
    },
  },
  async handle({ params, body, caller }, { cuelight }) {
    const made = await cuelight.tokens.make(params.id, body, caller);
    if (!made.ok) return made;
    const { text, untilMs } = made.value;
    return succeed(json(201, { token: text.reveal(), expiresAt: showTime(untilMs) }));
  },
});
