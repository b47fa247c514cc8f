import { formsOf } from './forms-of.js';

/** Something that may be known in few places, if in any. */
export interface Canary {
  /** What it is, such as `the password`. */
  readonly what: string;
  readonly text: string;
  /** Where it may stand; nowhere when absent. */
  readonly mayStandIn?: (place: Place) => boolean;
  /** It is short: counts only as a whole word, in plain text. */
  readonly isWord?: true;
}

/** Where something was written, with all that was written there. */
export interface Place {
  readonly kind: 'file' | 'output' | 'reply';
  /** The path of a file, the command of an output, the route of a reply. */
  readonly name: string;
  /** The app on whose behalf it was written. */
  readonly appId?: string;
  readonly bytes: Buffer;
}

/** A canary that was found somewhere. */
export interface Sighting {
  readonly canary: Canary;
  readonly place: Place;
}

interface Needle {
  readonly canary: Canary;
  readonly form: Buffer;
}

/** Finds every canary, in every form, in every place. */
export function search(canaries: readonly Canary[], places: readonly Place[]): readonly Sighting[] {
  const needles = canaries.flatMap((canary) => needlesOf(canary));
  const byStart = new Map<number, Needle[]>();
  for (const needle of needles) {
    const start = needle.form.readUInt32BE(0);
    byStart.set(start, [...(byStart.get(start) ?? []), needle]);
  }
  return places.flatMap((place) => [...foundIn(place.bytes, byStart)].map((canary) => ({ canary, place })));
}

function needlesOf(canary: Canary): readonly Needle[] {
  const { text, isWord } = canary;
  if (text.length < 6) throw new Error(`${canary.what} is too short to be searched for`);
  const forms = isWord ? [Buffer.from(text)] : formsOf(text);
  return forms.map((form) => ({ canary, form }));
}

/** One pass over the bytes, whatever the number of needles. */
function foundIn(bytes: Buffer, byStart: ReadonlyMap<number, readonly Needle[]>): ReadonlySet<Canary> {
  const isStart = new Uint8Array(2 ** 16);
  for (const start of byStart.keys()) isStart[start >>> 16] = 1;
  const found = new Set<Canary>();
  for (let at = 0; at + 4 <= bytes.length; at += 1) {
    const pair = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
    if (isStart[pair] === 0) continue;
    for (const { canary, form } of byStart.get(bytes.readUInt32BE(at)) ?? []) {
      if (found.has(canary) || !bytes.subarray(at, at + form.length).equals(form)) continue;
      if (!canary.isWord || isApart(bytes, at, form.length)) found.add(canary);
    }
  }
  return found;
}

function isApart(bytes: Buffer, at: number, length: number): boolean {
  const around =
    bytes.toString('latin1', Math.max(0, at - 1), at) + bytes.toString('latin1', at + length, at + length + 1);
  return !/[\w-]/.test(around);
}
