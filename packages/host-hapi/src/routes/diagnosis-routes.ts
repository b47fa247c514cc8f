import { succeed, symptoms } from '@cuelight/core';
import { z } from 'zod';
import { json } from '../http/answer.js';
import { checkedShape, showChecked, tellingChecks, tellsChecks } from '../shapes/diagnosis-shape.js';
import { idText } from '../shapes/text.js';
import { defineRoute } from './define-route.js';

const params = z.strictObject({ id: idText });

/** Diagnoses: why a connection, or a process on it, does not work. */
export const diagnosisRoutes = [
  defineRoute({
    method: 'POST',
    path: '/v1/connections/{id}/check',
    summary: 'Diagnose a connection as it is now, in less than 20 s; with a process, whether it could run',
    who: ['admin', 'designer'],
    takes: {
      params,
      body: z.strictObject({
        symptom: z
          .enum(symptoms)
          .exactOptional()
          .describe('What somebody complains of: the checks that have to do with it; without it, all of them'),
        processId: idText.exactOptional().describe('A process reference of the connection, to be looked at as well'),
      }),
    },
    answers: { 200: { description: 'What the checks found, whatever that is', body: checkedShape } },
    tells: tellsChecks,
    async handle({ params, body, caller, tell }, { cuelight }) {
      const checked = await cuelight.check(params.id, body, caller, tellingChecks(tell));
      return checked.ok ? succeed(json(200, showChecked(checked.value))) : checked;
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/connections/{id}/diagnosis',
    summary: 'Read the last diagnosis of a connection, or of a process on it, whatever gave the occasion',
    who: ['admin', 'designer'],
    takes: { params, query: z.strictObject({ processId: idText.exactOptional() }) },
    answers: { 200: { description: 'The diagnosis, as it was then', body: checkedShape } },
    async handle({ params, query, caller }, { cuelight }) {
      const last = await cuelight.diagnoses.last(params.id, query.processId, caller);
      return last.ok ? succeed(json(200, showChecked(last.value))) : last;
    },
  }),
];
