import { rmSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A PEM file in a temporary folder of its own. */
export interface CaFile {
  readonly path: string;
  /** Removes it with its folder. */
  remove(): Promise<void>;
}

/** Writes the certificate of a CA where clients can read it. It is removed when the process exits, if not before. */
export async function writeCaFile(pem: string): Promise<CaFile> {
  const folder = await mkdtemp(join(tmpdir(), 'fake-orchestrator-ca-'));
  const removeNow = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', removeNow);
  const path = join(folder, 'ca.pem');
  await writeFile(path, pem, { mode: 0o600 });
  return {
    path,
    async remove() {
      process.off('exit', removeNow);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
