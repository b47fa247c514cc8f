import { succeed } from '@cuelight/core';
import { z } from 'zod';
import { empty, json } from '../http/answer.js';
import { apiKeyShape, scope, showApiKey } from '../shapes/api-key-shape.js';
import { idText, lineOfText } from '../shapes/text.js';
import { defineRoute } from './define-route.js';
import { listOf, rowList, rowPaging, rowsFor } from './paging.js';

const params = z.strictObject({ id: idText });

/** The API keys of an app. */
export const keyRoutes = [
  defineRoute({
    method: 'POST',
    path: '/v1/apps/{id}/keys',
    summary: 'Make an API key',
    who: ['admin'],
    takes: { params, body: z.strictObject({ name: lineOfText(200), scope }) },
    answers: {
      201: { description: 'The key; its text is shown this once', body: apiKeyShape.extend({ key: z.string() }) },
    },
    async handle({ params, body }, { cuelight }) {
      const made = await cuelight.apps.createKey(params.id, body);
      if (!made.ok) return made;
      const { key, text } = made.value;
      return succeed(json(201, { ...showApiKey(key), key: text.reveal() }));
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/apps/{id}/keys',
    summary: 'List the API keys of an app',
    who: ['admin'],
    takes: { params, query: z.strictObject(rowPaging) },
    answers: { 200: { description: 'Keys without their texts', body: listOf(apiKeyShape) } },
    async handle({ params, query }, { cuelight }) {
      const rows = await cuelight.apps.listKeys(params.id, rowsFor(query));
      return rows.ok ? succeed(json(200, rowList(rows.value, query, showApiKey))) : rows;
    },
  }),
  defineRoute({
    method: 'DELETE',
    path: '/v1/apps/{id}/keys/{keyId}',
    summary: 'Revoke an API key at once',
    who: ['admin'],
    takes: { params: z.strictObject({ id: idText, keyId: idText }) },
    answers: { 204: { description: 'It is revoked' } },
    async handle({ params }, { cuelight }) {
      const deleted = await cuelight.apps.deleteKey(params.id, params.keyId);
      return deleted.ok ? succeed(empty) : deleted;
    },
  }),
];
