import { succeed } from '@cuelight/core';
import { z } from 'zod';
import { empty, json } from '../http/answer.js';
import { appShape, showApp } from '../shapes/app-shape.js';
import { originText } from '../shapes/origin-text.js';
import { idText, lineOfText } from '../shapes/text.js';
import { defineRoute } from './define-route.js';
import { listOf, rowList, rowPaging, rowsFor } from './paging.js';

const name = lineOfText(200);
const origins = z.array(originText).max(50);
const params = z.strictObject({ id: idText });

const appChange = z
  .strictObject({ name: name.exactOptional(), origins: origins.exactOptional() })
  .superRefine((change, { addIssue }) => {
    if (Object.keys(change).length > 0) return;
    addIssue({ code: 'custom', path: ['name'], message: 'is required where there are no origins' });
  });

/** Apps, the clients of Cuelight. */
export const appRoutes = [
  defineRoute({
    method: 'POST',
    path: '/v1/apps',
    summary: 'Make an app',
    who: ['admin'],
    takes: { body: z.strictObject({ name, origins: origins.default([]) }) },
    answers: { 201: { description: 'The app', body: appShape } },
    async handle({ body }, { cuelight }) {
      const made = await cuelight.apps.createApp(body);
      return made.ok ? succeed(json(201, showApp(made.value))) : made;
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/apps',
    summary: 'List apps',
    who: ['admin'],
    takes: { query: z.strictObject(rowPaging) },
    answers: { 200: { description: 'Apps in the order of their making', body: listOf(appShape) } },
    async handle({ query }, { cuelight }) {
      const rows = await cuelight.apps.listApps(rowsFor(query));
      return rows.ok ? succeed(json(200, rowList(rows.value, query, showApp))) : rows;
    },
  }),
  defineRoute({
    method: 'PATCH',
    path: '/v1/apps/{id}',
    summary: 'Change the name of an app, or the origins of its web pages; its keys and processes stay',
    who: ['admin'],
    takes: { params, body: appChange },
    answers: {
      200: {
        description:
          'The app as it is now; what pages may read follows its origins at once, what browsers ask before within a second',
        body: appShape,
      },
    },
    async handle({ params, body }, { cuelight }) {
      const changed = await cuelight.apps.changeApp(params.id, body);
      return changed.ok ? succeed(json(200, showApp(changed.value))) : changed;
    },
  }),
  defineRoute({
    method: 'DELETE',
    path: '/v1/apps/{id}',
    summary: 'Delete an app with its keys and process references',
    who: ['admin'],
    takes: { params },
    answers: { 204: { description: 'It is gone; its running jobs go on' } },
    async handle({ params }, { cuelight }) {
      const deleted = await cuelight.apps.deleteApp(params.id);
      return deleted.ok ? succeed(empty) : deleted;
    },
  }),
];
