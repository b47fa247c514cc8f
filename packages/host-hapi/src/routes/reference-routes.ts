import { succeed } from '@cuelight/core';
import { z } from 'zod';
import { empty, json } from '../http/answer.js';
import { referenceShape, runOn, showReference } from '../shapes/reference-shape.js';
import { idText, lineOfText } from '../shapes/text.js';
import { defineRoute } from './define-route.js';
import { listOf, rowList, rowPaging, rowsFor } from './paging.js';

const params = z.strictObject({ id: idText });

const newReference = z.strictObject({
  connectionId: idText,
  folderKey: lineOfText(200),
  releaseKey: lineOfText(200),
  version: lineOfText(100).exactOptional(),
  runOn,
});

/** The process references of an app. */
export const referenceRoutes = [
  defineRoute({
    method: 'POST',
    path: '/v1/apps/{id}/processes',
    summary: 'Let an app use a process',
    who: ['admin', 'designer'],
    takes: { params, body: newReference },
    answers: { 201: { description: 'The process reference', body: referenceShape } },
    async handle({ params, body, caller }, { cuelight }) {
      const bound = await cuelight.references.bind(params.id, body, caller);
      return bound.ok ? succeed(json(201, showReference(bound.value))) : bound;
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/apps/{id}/processes',
    summary: 'List the processes an app uses',
    who: ['admin', 'designer', 'runtime', 'token'],
    takes: { params, query: z.strictObject(rowPaging) },
    answers: { 200: { description: 'Process references', body: listOf(referenceShape) } },
    async handle({ params, query, caller }, { cuelight }) {
      const rows = await cuelight.references.list(params.id, rowsFor(query), caller);
      return rows.ok ? succeed(json(200, rowList(rows.value, query, showReference))) : rows;
    },
  }),
  defineRoute({
    method: 'DELETE',
    path: '/v1/apps/{id}/processes/{processId}',
    summary: 'Take a process from an app',
    who: ['admin', 'designer'],
    takes: { params: z.strictObject({ id: idText, processId: idText }) },
    answers: { 204: { description: 'It is gone; its running jobs go on' } },
    async handle({ params, caller }, { cuelight }) {
      const unbound = await cuelight.references.unbind(params.id, params.processId, caller);
      return unbound.ok ? succeed(empty) : unbound;
    },
  }),
];
