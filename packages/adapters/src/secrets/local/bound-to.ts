import { createHash } from 'node:crypto';
import type { SecretBinding } from '@cuelight/core';

/** The first field of an envelope: what it is, and the version of its format. New envelopes are `cl2`. */
export type EnvelopeFormat = 'cl1' | 'cl2';

/** The record that an envelope lies in, and what the secret is bound to. */
export interface EnvelopePlace {
  readonly name: string;
  readonly version: string;
  readonly binding: SecretBinding;
}

/**
 * What an envelope is bound to, as bytes: the format's version, the record's name and version, the binding's owner, field
 * and origins (sorted, each once). Each text is preceded by its length in bytes (4, big-endian), so that no two
 * different lists of texts give the same bytes.
 */
export function boundTo(format: EnvelopeFormat, { name, version, binding }: EnvelopePlace): Buffer {
  const origins = [...new Set(binding.origins)].sort();
  return bytesOf([format, name, version, binding.owner, binding.field, ...origins]);
}

/**
 * What an envelope says of where it belongs: 12 characters for its record, 12 for all that it is bound to, each the
 * beginning of a SHA-256 in base64url. Whoever writes to the database can write another: it explains why an envelope does
 * not open, and proves nothing.
 */
export function hintOf(place: EnvelopePlace): { readonly ofRecord: string; readonly ofAll: string } {
  return {
    ofRecord: hintFrom(bytesOf([place.name, place.version])),
    ofAll: hintFrom(boundTo('cl2', place)),
  };
}

function hintFrom(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 12);
}

function bytesOf(texts: readonly string[]): Buffer {
  return Buffer.concat(texts.flatMap(withLength));
}

function withLength(text: string): readonly [Buffer, Buffer] {
  const bytes = Buffer.from(text, 'utf8');
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return [length, bytes];
}
