import { type Exported, parseIdentityUrl, parseOrchestratorUrl } from '@cuelight/core';
import { z } from 'zod';
import { originText } from '../shapes/origin-text.js';
import { runOn } from '../shapes/reference-shape.js';
import { idText, lineOfText, linesOfText } from '../shapes/text.js';

/** The version of the format that is written, and the only one that is read. */
const formatVersion = 1;

/** What is checked before all else, so that a file of another kind is refused as one. */
export const exportHeadShape = z.looseObject({
  format: z.literal('cuelight-export', 'must be "cuelight-export": name a file that cuelight export wrote'),
  version: z.literal(
    formatVersion,
    `must be ${formatVersion}: the file is of another version of Cuelight, so import it with that or export it anew`,
  ),
});

const target = {
  orchestratorUrl: z
    .string()
    .max(2_000)
    .transform((text, context) => {
      const url = parseOrchestratorUrl(text);
      if (url.ok) return url.value;
      context.addIssue('must be the https address of an Orchestrator, without user name, query or fragment');
      return z.NEVER;
    }),
  tenant: lineOfText(200),
  identityUrl: z
    .string()
    .max(2_000)
    .transform((text, context) => {
      const url = parseIdentityUrl(text);
      if (url.ok) return url.value;
      context.addIssue('must be the https address of an identity server, without user name, query or fragment');
      return z.NEVER;
    })
    .exactOptional(),
  caPem: linesOfText(100_000).exactOptional(),
};

/** Where a credential is sent. */
export const targetShape = z.strictObject(target);

/** Names of Orchestrator's own, whose length is not ours to say. */
const foreignText = lineOfText(2_000);

/** An export as it is written to a file. The credentials of its connections, where it has them, are sealed. */
export const exportFileShape = exportHeadShape
  .extend({
    connections: z.array(z.strictObject({ id: idText, name: lineOfText(200), ...target })),
    apps: z.array(z.strictObject({ id: idText, name: lineOfText(200), origins: z.array(originText).max(50) })),
    processes: z.array(
      z.strictObject({
        id: idText,
        appId: idText,
        connectionId: idText,
        folderKey: foreignText,
        folderPath: foreignText,
        releaseKey: foreignText,
        packageId: foreignText,
        version: foreignText,
        pinned: z.boolean(),
        runOn,
      }),
    ),
    credentials: z
      .string()
      .startsWith('-----BEGIN AGE ENCRYPTED FILE-----', 'must be credentials as cuelight export seals them')
      .exactOptional(),
  })
  .strict()
  .superRefine(({ connections, apps, processes }, context) => {
    const told = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    const lists = { connections, apps, processes };
    for (const [name, list] of Object.entries(lists)) {
      const seen = new Set<string>();
      for (const [index, { id }] of list.entries()) {
        if (seen.has(id)) told([name, index, 'id'], 'is in this list twice: remove one of them');
        seen.add(id);
      }
    }
    const [connectionIds, appIds] = [new Set(connections.map(({ id }) => id)), new Set(apps.map(({ id }) => id))];
    for (const [index, { appId, connectionId }] of processes.entries()) {
      if (!appIds.has(appId)) told(['processes', index, 'appId'], 'is not the id of one of apps: add the app');
      if (!connectionIds.has(connectionId)) {
        told(['processes', index, 'connectionId'], 'is not the id of one of connections: add the connection');
      }
    }
  });

/** An export file, read and checked. */
export type ExportFile = z.output<typeof exportFileShape>;

/** Writes an export, with its sealed credentials where it has them. */
export function showExport({ connections, apps, references }: Exported, credentials?: string): string {
  const file: z.input<typeof exportFileShape> = {
    format: 'cuelight-export',
    version: formatVersion,
    connections: connections.map(({ id, name, target }) => ({ id, name, ...target })),
    apps: apps.map(({ id, name, origins }) => ({ id, name, origins: [...origins] })),
    processes: references.map(({ folder, isPinned, createdAtMs: _, ...reference }) => ({
      ...reference,
      folderKey: folder.key,
      folderPath: folder.path,
      pinned: isPinned,
    })),
    ...(credentials !== undefined && { credentials }),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** What an export file tells; when things were made is not kept: they are made anew. */
export function exportedIn({ connections, apps, processes }: ExportFile): Exported {
  const createdAtMs = 0;
  return {
    connections: connections.map(({ id, name, ...target }) => ({ id, name, target })),
    apps: apps.map((app) => ({ ...app, createdAtMs })),
    references: processes.map(({ folderKey, folderPath, pinned, ...reference }) => ({
      ...reference,
      folder: { key: folderKey, path: folderPath },
      isPinned: pinned,
      createdAtMs,
    })),
  };
}
