import { succeed } from '@cuelight/core';
import { z } from 'zod';
import { json } from '../http/answer.js';
import { secretsShape, showSecrets } from '../shapes/secrets-shape.js';
import { defineRoute } from './define-route.js';
import type { Route } from './route.js';

/** Nothing that a key itself could be: a failure tells the id that was asked for. */
const keyId = z.string().regex(/^[A-Za-z0-9_-]{1,32}$/, 'must be the id of a key: 1 to 32 letters, digits, "_" or "-"');

const begunShape = z.strictObject({ to: z.string(), state: z.literal('running') });

/** Where secrets are and which master key seals them, and changing that key. */
export const secretRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/v1/secrets',
    summary: 'Read where secrets are kept, which master keys open them, and how a rotation stands',
    who: ['admin'],
    takes: {},
    answers: { 200: { description: 'Backends, master keys by their ids, and the rotation', body: secretsShape } },
    async handle(_, { secrets }) {
      const overview = await secrets.overview();
      return overview.ok ? succeed(json(200, showSecrets(overview.value))) : overview;
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/v1/secrets/rotation',
    summary: 'Begin to rotate the master key: it goes on when the asker goes away',
    who: ['admin'],
    takes: { body: z.strictObject({ to: keyId }) },
    answers: { 202: { description: 'It has begun; how it stands is read at /v1/secrets', body: begunShape } },
    async handle({ body: { to } }, { secrets, cuelight }) {
      const begun = await secrets.rotate(to, cuelight.record);
      return begun.ok ? succeed(json(202, { to, state: 'running' })) : begun;
    },
  }),
];
