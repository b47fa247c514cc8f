import { Secret } from '../credential/secret.js';
import type { KeyedHash } from '../ports/keyed-hash.js';
import { bodiesBefore } from './bodies-before.js';
import type { DeliveryMistake } from './delivery-mistakes.js';
import { readSignature } from './read-signature.js';

/** A delivery that was refused, and the secrets that it may have been signed with by mistake. */
export interface RefusedDelivery {
  /** The header as it came. */
  readonly signature: string | undefined;
  readonly body: Uint8Array;
  /** Those that are valid for its connection. */
  readonly present: readonly Secret[];
  /** Those that were valid for it before. */
  readonly former: readonly Secret[];
  /** Those of other connections. */
  readonly others: readonly Secret[];
}

/**
 * Finds the mistakes that explain a refusal, by one hash after the other. Before each it yields how many bytes are hashed,
 * so that whoever runs it can let others have their turn.
 */
export function* explainRefusal(
  hash: KeyedHash,
  refused: RefusedDelivery,
): Generator<number, readonly DeliveryMistake[]> {
  if (refused.signature === undefined) return ['no-signature'];
  const signature = readSignature(refused.signature);
  if (signature === undefined) return ['not-a-signature'];
  const { base64, mistakes } = signature;
  const tries = signature.hash === 'sha1' ? sha1Tries(hash, refused, base64) : sha256Tries(hash, refused, base64);
  for (const { mistake, bytes, isIt } of tries) {
    yield bytes;
    if (isIt()) return mistake === undefined ? mistakes : [...mistakes, mistake];
  }
  return ['unexplained'];
}

/** A mistake that is tried; none when how the signature is written is mistake enough. */
interface Try {
  readonly mistake: DeliveryMistake | undefined;
  readonly bytes: number;
  isIt(): boolean;
}

function* sha1Tries(hash: KeyedHash, { body, present }: RefusedDelivery, signature: string): Generator<Try, void> {
  for (const key of present) {
    const isIt = () => hash.isMistakenSignatureOf('sha1', key, body, signature);
    yield { mistake: 'sha1', bytes: body.byteLength, isIt };
  }
}

function* sha256Tries(hash: KeyedHash, refused: RefusedDelivery, signature: string): Generator<Try, void> {
  const { body, present, former, others } = refused;
  const under = (mistake: DeliveryMistake | undefined, keys: readonly Secret[], bytes = body): readonly Try[] =>
    keys.map((key) => ({
      mistake,
      bytes: bytes.byteLength,
      isIt: () => hash.isSignatureOf(key, bytes, signature),
    }));

  // One that is written as it should be was tried before it was refused.
  if (signature !== refused.signature) yield* under(undefined, present);
  yield* under('previous-secret', former);
  yield* present.map((key) => ({
    mistake: 'secret-base64-decoded' as const,
    bytes: body.byteLength,
    isIt: () => hash.isMistakenSignatureOf('decoded-key', key, body, signature),
  }));
  yield* under('secret-with-blanks', present.flatMap(withBlanks));
  for (const before of bodiesBefore(body)) yield* under('reserialised-json', present, before);
  yield* under('secret-of-another-connection', others);
}

function withBlanks(secret: Secret): readonly Secret[] {
  const text = secret.reveal();
  return [`${text}\n`, `${text}\r\n`, `${text} `, ` ${text}`].map((blank) => new Secret(blank));
}
