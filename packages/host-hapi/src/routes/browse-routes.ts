import { succeed } from '@cuelight/core';
import { z } from 'zod';
import { json } from '../http/answer.js';
import { folderShape, showFolder } from '../shapes/folder-shape.js';
import { processShape, showProcess } from '../shapes/process-shape.js';
import { idText, lineOfText } from '../shapes/text.js';
import { defineRoute } from './define-route.js';
import { listOf, pageFor, pageList, skipPaging } from './paging.js';

const params = z.strictObject({ id: idText });

/** What a connection's Orchestrator offers, read through, nothing stored. */
export const browseRoutes = [
  defineRoute({
    method: 'GET',
    path: '/v1/connections/{id}/folders',
    summary: 'List the folders of an Orchestrator',
    who: ['admin', 'designer'],
    takes: { params, query: z.strictObject(skipPaging) },
    answers: { 200: { description: 'Folders, as Orchestrator has them now', body: listOf(folderShape) } },
    async handle({ params, query }, { cuelight }) {
      const page = await cuelight.browse.listFolders(params.id, pageFor(query));
      return page.ok ? succeed(json(200, pageList(page.value, query, showFolder))) : page;
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/v1/connections/{id}/processes',
    summary: 'List the processes of a folder',
    who: ['admin', 'designer'],
    takes: { params, query: z.strictObject({ folderKey: lineOfText(200), ...skipPaging }) },
    answers: { 200: { description: 'Processes, as Orchestrator has them now', body: listOf(processShape) } },
    async handle({ params, query }, { cuelight }) {
      const page = await cuelight.browse.listProcesses(params.id, query.folderKey, pageFor(query));
      return page.ok ? succeed(json(200, pageList(page.value, query, showProcess))) : page;
    },
  }),
];
