import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import type { Server } from 'node:http';
import { Server as TlsServer } from 'node:tls';
import type { TlsPair } from './create-host.js';
import type { Log } from './logging/log.js';
import { isServable } from './settings/is-servable.js';
import type { TlsFiles } from './settings/settings.js';

/**
 * Serves the new certificate when its files have changed. While only one of the two was replaced, or one cannot be
 * read, the old pair stays. The answer ends the watching.
 */
export function watchTlsFiles(
  { certFile, keyFile }: TlsFiles,
  listener: Server,
  log: Log,
  checkEveryMs = 5_000,
): () => void {
  const reload = () => {
    const pair = pairIn(certFile, keyFile);
    if (pair === undefined) {
      log.warn({ certFile, keyFile }, 'the certificate and its key cannot be served: the old ones stay');
    } else if (listener instanceof TlsServer) {
      listener.setSecureContext({ ...pair });
      log.info({ certFile }, 'the new certificate is served');
    }
  };
  // Polling, since a certificate is often replaced behind a symbolic link, which a watch on the file does not see.
  for (const file of [certFile, keyFile]) watchFile(file, { interval: checkEveryMs, persistent: false }, reload);
  return () => {
    for (const file of [certFile, keyFile]) unwatchFile(file, reload);
  };
}

/** The pair in the files; undefined where they cannot be read, or do not belong together. */
function pairIn(certFile: string, keyFile: string): TlsPair | undefined {
  try {
    const [cert, key] = [readFileSync(certFile, 'utf8'), readFileSync(keyFile, 'utf8')];
    return isServable(cert, key) ? { cert, key } : undefined;
  } catch {
    return undefined;
  }
}
