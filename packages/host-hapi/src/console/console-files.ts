import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { gzipSync } from 'node:zlib';

/** A file of the console as it is served. */
export interface ConsoleFile {
  /** The path it is served at. */
  readonly path: string;
  readonly type: string;
  readonly bytes: Buffer;
  readonly gzipped: Buffer;
  /** Changes with the bytes. */
  readonly tag: string;
  /** Its name changes with what is in it, so that it never goes stale. */
  readonly isForever: boolean;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

let files: readonly ConsoleFile[] | undefined;

/** The console as the build left it, read once; empty when it was not built. The page is at `/`, the rest below `/console/`. */
export function consoleFiles(): readonly ConsoleFile[] {
  files ??= readConsole(new URL('../../dist/pages/', import.meta.url));
  return files;
}

function readConsole(folder: URL): readonly ConsoleFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const type = types[extname(name)];
    if (type === undefined) return [];
    const bytes = readFileSync(new URL(name, folder));
    const isPage = name === 'index.html';
    return [
      {
        path: isPage ? '/' : `/console/${name}`,
        ...{ type, bytes, gzipped: gzipSync(bytes, { level: 9 }), isForever: !isPage },
        tag: createHash('sha256').update(bytes).digest('base64url').slice(0, 22),
      },
    ];
  });
}
