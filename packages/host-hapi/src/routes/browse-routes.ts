import { type ProcessesPage, succeed } from '@cuelight/core';
import { z } from 'zod';
import { json } from '../http/answer.js';
import { folderShape, showFolder } from '../shapes/folder-shape.js';
import { processShape, showProcess } from '../shapes/process-shape.js';
import { idText, lineOfText } from '../shapes/text.js';
import { defineRoute } from './define-route.js';
import {
  folderPaging,
  isPlaceCursor,
  listOf,
  pageFor,
  pageList,
  placeCursorOf,
  placeFor,
  skipPaging,
} from './paging.js';

const params = z.strictObject({ id: idText });

const processesQuery = z
  .strictObject({ folderKey: lineOfText(200).exactOptional(), ...folderPaging })
  .refine(({ folderKey, cursor }) => cursor === undefined || isPlaceCursor(cursor) === (folderKey === undefined), {
    path: ['cursor'],
    message: 'must be the "next" of an earlier answer to the same question',
  });

const processList = z.strictObject({
  items: z.array(processShape),
  next: z.string().exactOptional(),
  /** The folders of this answer whose processes could not be read, where there are any. */
  refusedFolders: z
    .array(z.strictObject({ folderKey: z.string(), path: z.string(), code: z.string() }))
    .exactOptional(),
});

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
    summary: 'List the processes of a folder, or of all folders',
    who: ['admin', 'designer'],
    takes: { params, query: processesQuery },
    answers: {
      200: {
        description:
          'Processes, as Orchestrator has them now. Of all folders, an answer may have fewer than the limit and a next one',
        body: processList,
      },
    },
    async handle({ params, query }, { cuelight }) {
      const { folderKey, limit } = query;
      if (folderKey === undefined) {
        const page = await cuelight.browse.listAllProcesses(params.id, placeFor(query), limit);
        return page.ok ? succeed(json(200, showProcesses(page.value))) : page;
      }
      const page = await cuelight.browse.listProcesses(params.id, folderKey, pageFor(query));
      return page.ok ? succeed(json(200, pageList(page.value, query, showProcess))) : page;
    },
  }),
];

function showProcesses({ items, refused, next }: ProcessesPage): z.infer<typeof processList> {
  return {
    items: items.map(showProcess),
    ...(next !== undefined && { next: placeCursorOf(next) }),
    ...(refused.length > 0 && {
      refusedFolders: refused.map(({ folder, failure }) => ({
        folderKey: folder.key,
        path: folder.path,
        code: failure.code,
      })),
    }),
  };
}
