import { open } from 'node:fs/promises';

/** How every SQLite file begins. Source: sqlite.org, Database File Format, section 1.3. */
const header = 'SQLite format 3\0';

/** What lies where a database is expected. A file without a byte is a database that has nothing yet. */
export async function kindOfFile(file: string): Promise<'absent' | 'database' | 'foreign' | 'unreadable'> {
  try {
    const handle = await open(file, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(header.length), 0, header.length, 0);
      return bytesRead === 0 || buffer.toString('latin1') === header ? 'database' : 'foreign';
    } finally {
      await handle.close();
    }
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'absent' : 'unreadable';
  }
}
