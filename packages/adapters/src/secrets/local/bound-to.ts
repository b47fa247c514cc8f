import type { SecretBinding } from '@cuelight/core';
import { envelopeFormat } from './envelope.js';

/**
 * What an envelope is bound to, as bytes: the format's version, the record's name and version, the binding's owner, field
 * and origins (sorted, each once). Each text is preceded by its length in bytes (4, big-endian), so that no two
 * different lists of texts give the same bytes.
 */
export function boundTo(binding: SecretBinding, name: string, version: string): Buffer {
  const origins = [...new Set(binding.origins)].sort();
  const texts = [envelopeFormat, name, version, binding.owner, binding.field, ...origins];
  return Buffer.concat(texts.flatMap(withLength));
}

function withLength(text: string): readonly [Buffer, Buffer] {
  const bytes = Buffer.from(text, 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return [length, bytes];
}
