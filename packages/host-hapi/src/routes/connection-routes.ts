import { type Connected, succeed } from '@cuelight/core';
import { z } from 'zod';
import { empty, json } from '../http/answer.js';
import { connectionShape, showConnection } from '../shapes/connection-shape.js';
import { credentialShape, readCredential } from '../shapes/credential-shape.js';
import { diagnosisShape, showDiagnosis, tellingChecks, tellsChecks } from '../shapes/diagnosis-shape.js';
import { idText, lineOfText, linesOfText } from '../shapes/text.js';
import { defineRoute } from './define-route.js';
import { listOf, rowList, rowPaging, rowsFor } from './paging.js';

const params = z.strictObject({ id: idText });
const name = lineOfText(200);

const orchestratorUrl = z.string().min(1).max(2_000);
const tenant = lineOfText(200);
const identityUrl = z
  .string()
  .min(1)
  .max(2_000)
  .describe(
    'The address below which /connect/token is; by default /identity or /identity_ on the host of Orchestrator',
  );
const trust = z.strictObject({ caPem: linesOfText(100_000).exactOptional() });

const newConnection = z.strictObject({
  name,
  orchestratorUrl,
  tenant,
  credential: credentialShape,
  identityUrl: identityUrl.exactOptional(),
  trust: trust.exactOptional(),
});

const connectionChange = z
  .strictObject({
    name: name.exactOptional(),
    orchestratorUrl: orchestratorUrl.exactOptional(),
    tenant: tenant.exactOptional(),
    identityUrl: identityUrl.nullable().exactOptional(),
    trust: trust.exactOptional(),
    credential: credentialShape.exactOptional(),
  })
  .superRefine(({ name, credential, ...target }, { addIssue }) => {
    if (Object.keys(target).length > 0) return;
    if (credential !== undefined) {
      const message = 'is replaced by PUT /v1/connections/{id}/credential; here it goes with a new target';
      addIssue({ code: 'custom', path: ['credential'], message });
    } else if (name === undefined) addIssue({ code: 'custom', path: ['name'], message: 'is required' });
  });

/** Connections: making, reading, changing and removing them. */
export const connectionRoutes = [
  defineRoute({
    method: 'POST',
    path: '/v1/connections',
    summary: 'Connect an Orchestrator tenant; its checks are made at once',
    who: ['admin', 'designer'],
    takes: { body: newConnection },
    answers: {
      201: {
        description: 'The connection, and what its checks found',
        body: connectionShape.extend({ diagnosis: diagnosisShape }),
      },
    },
    tells: tellsChecks,
    async handle({ body, caller, tell }, { cuelight }) {
      const { trust, credential, ...rest } = body;
      const input = { ...rest, ...trust, credential: readCredential(credential) };
      const connected = await cuelight.connect(input, caller, tellingChecks(tell));
      if (!connected.ok) return connected;
      return succeed(json(201, showConnected(connected.value)));
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/connections',
    summary: 'List connections',
    who: ['admin', 'designer'],
    takes: { query: z.strictObject(rowPaging) },
    answers: { 200: { description: 'Connections in the order of their making', body: listOf(connectionShape) } },
    async handle({ query }, { cuelight }) {
      const rows = await cuelight.connections.list(rowsFor(query));
      return rows.ok ? succeed(json(200, rowList(rows.value, query, showConnection))) : rows;
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/connections/{id}',
    summary: 'Read a connection',
    who: ['admin', 'designer'],
    takes: { params },
    answers: { 200: { description: 'The connection', body: connectionShape } },
    async handle({ params }, { cuelight }) {
      const found = await cuelight.connections.find(params.id);
      return found.ok ? succeed(json(200, showConnection(found.value))) : found;
    },
  }),
  defineRoute({
    method: 'PATCH',
    path: '/v1/connections/{id}',
    summary: 'Rename a connection, or (admins) change its target together with its credential',
    who: ['admin', 'designer'],
    takes: { params, body: connectionChange },
    answers: {
      200: {
        description: 'The connection as it is now; with a new target, what its checks found',
        body: connectionShape.extend({ diagnosis: diagnosisShape.exactOptional() }),
      },
    },
    tells: tellsChecks,
    async handle({ params, body, caller, tell }, { cuelight }) {
      const { name, credential, ...target } = body;
      if (Object.keys(target).length > 0) {
        const change = {
          ...target,
          ...(name !== undefined && { name }),
          ...(credential !== undefined && { credential: readCredential(credential) }),
        };
        const changed = await cuelight.changeTarget(params.id, change, caller, tellingChecks(tell));
        return changed.ok ? succeed(json(200, showConnected(changed.value))) : changed;
      }
      const renamed = await cuelight.connections.rename(params.id, name ?? '');
      return renamed.ok ? succeed(json(200, showConnection(renamed.value))) : renamed;
    },
  }),
  defineRoute({
    method: 'PUT',
    path: '/v1/connections/{id}/credential',
    summary: 'Replace the credential of a connection; it is checked first, and the old one used until then',
    who: ['admin'],
    takes: { params, body: credentialShape },
    answers: {
      200: {
        description: 'The connection, and what its checks found',
        body: connectionShape.extend({ diagnosis: diagnosisShape }),
      },
    },
    tells: tellsChecks,
    async handle({ params, body, tell }, { cuelight }) {
      const replaced = await cuelight.replaceCredential(params.id, readCredential(body), tellingChecks(tell));
      return replaced.ok ? succeed(json(200, showConnected(replaced.value))) : replaced;
    },
  }),
  defineRoute({
    method: 'DELETE',
    path: '/v1/connections/{id}',
    summary: 'Take a connection down',
    who: ['admin'],
    takes: {
      params,
      query: z.strictObject({
        references: z.literal('delete', 'must be "delete" or absent').exactOptional(),
        'orphan-webhook': z.literal('accept', 'must be "accept" or absent').exactOptional(),
      }),
    },
    answers: {
      202: {
        description: 'Unusable from now on; what Orchestrator has to remove is retried until it is done',
        body: z.strictObject({ status: z.literal('retired') }),
      },
      204: { description: 'Nothing is left of it' },
    },
    async handle({ params, query }, { cuelight }) {
      const removed = await cuelight.disconnect(params.id, {
        deleteReferences: query.references === 'delete',
        acceptOrphanWebhook: query['orphan-webhook'] === 'accept',
      });
      if (!removed.ok) return removed;
      return succeed(removed.value === 'removed' ? empty : json(202, { status: 'retired' }));
    },
  }),
];

function showConnected({ connection, diagnosis }: Connected) {
  return { ...showConnection(connection), diagnosis: showDiagnosis(diagnosis) };
}
