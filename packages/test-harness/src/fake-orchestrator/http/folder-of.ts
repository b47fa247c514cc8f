import type { IncomingHttpHeaders } from 'node:http';
import type { Folder } from '../world/entities.js';

/** The header that names a folder, and its value; `undefined` when there is none. */
export interface FolderHeader {
  readonly header: string;
  readonly value: string;
}

/**
 * The folder header of a request, among those that a version looks at. Of several, a path counts before a key, and a key before an id (assumed: the order in
 * which the client @uipath/uipath-typescript chooses). Source of the headers: UiPath docs, "Building API requests".
 */
export function folderHeaderOf(
  headers: IncomingHttpHeaders,
  known: readonly string[] = Object.keys(tests),
): FolderHeader | undefined {
  for (const header of known) {
    const value = headers[header];
    if (typeof value === 'string' && value !== '') return { header, value };
  }
  return undefined;
}

/** Whether a header means that folder. */
export function namesFolder({ header, value }: FolderHeader, folder: Folder): boolean {
  return tests[header]?.(value, folder) === true;
}

const tests: Readonly<Record<string, (value: string, folder: Folder) => boolean>> = {
  'x-uipath-folderpath-encoded': (value, { path }) => isPath(Buffer.from(value, 'base64').toString('utf16le'), path),
  'x-uipath-folderpath': isPathOf,
  'x-uipath-folderkey': (value, { key }) => value.toLowerCase() === key,
  'x-uipath-organizationunitid': (value, { id }) => value === String(id),
};

function isPathOf(value: string, { path }: Folder): boolean {
  return isPath(value, path);
}

function isPath(value: string, path: string): boolean {
  return value.toLowerCase() === path.toLowerCase();
}
