import { type Failure, fail, type Result, succeed } from '@cuelight/core';
import type { EnvelopePlace } from './bound-to.js';
import { type Envelope, misfit, parseEnvelope } from './envelope.js';
import type { SealedRecord } from './sealed-records.js';

/**
 * The envelope of a record, if it is whole and, by its own words, belongs there.
 *
 * @returns `secret-damaged`, `secret-misplaced`; `secret-unreadable` when it is for another owner, field or list of origins
 */
export function envelopeIn({ sealed, masterKeyId }: SealedRecord, place: EnvelopePlace): Result<Envelope, Failure> {
  const envelope = parseEnvelope(sealed);
  if (envelope === undefined) return fail({ code: 'secret-damaged', detail: 'A record has no whole envelope.' });
  const failure = misfit(envelope, place);
  if (failure !== undefined) return fail(failure);
  if (envelope.masterKeyId === masterKeyId) return succeed(envelope);
  // Without a hint, it may as well have been copied from the record of another key.
  const code = envelope.hint === undefined ? 'secret-unreadable' : 'secret-damaged';
  return fail({ code, detail: 'A record names another master key than its envelope.' });
}
