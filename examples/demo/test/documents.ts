import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The top folder of the repository. */
export const root = fileURLToPath(new URL('../../../', import.meta.url));

/** A fenced block of a document. */
export interface Block {
  /** The document, from the top folder. */
  readonly document: string;
  readonly language: string;
  readonly text: string;
  /** The file that a comment before the block says it is from. */
  readonly from: string | undefined;
}

/** Every fenced block of README, CONTRIBUTING and everything under docs. */
export function blocksOfAllDocuments(): readonly Block[] {
  const inDocs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' });
  const documents = ['README.md', 'CONTRIBUTING.md', ...inDocs.map((name) => join('docs', name))];
  return documents.filter((name) => name.endsWith('.md')).flatMap(blocksOf);
}

function blocksOf(document: string): readonly Block[] {
  const fence = /(?:<!-- from (\S+) -->\n)?^```(\w+)\n([\s\S]*?)^```$/gm;
  return [...readFileSync(join(root, document), 'utf8').matchAll(fence)].map(([, from, language = '', text = '']) => ({
    document,
    language,
    text,
    from,
  }));
}
