import { succeed } from '@cuelight/core';
import { z } from 'zod';
import { json } from '../http/answer.js';
import { auditEntryShape, showAuditEntry } from '../shapes/audit-entry-shape.js';
import { defineRoute } from './define-route.js';
import { auditPaging, entriesFor, entryList, listOf } from './paging.js';

/** Who changed what. */
export const auditRoute = defineRoute({
  method: 'GET',
  path: '/v1/audit',
  summary: 'Read the audit log: who changed what',
  who: ['admin'],
  takes: { query: z.strictObject(auditPaging) },
  answers: { 200: { description: 'Entries, the newest first', body: listOf(auditEntryShape) } },
  async handle({ query }, { cuelight }) {
    const entries = await cuelight.audit.list(entriesFor(query));
    return entries.ok ? succeed(json(200, entryList(entries.value, query, showAuditEntry))) : entries;
  },
});
