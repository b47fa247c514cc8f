import { setImmediate } from 'node:timers/promises';
import { createRedactor, type JsonValue, type Redactor } from './create-redactor.js';
import type { KnownSecrets } from './known-secrets.js';
import { ownWords } from './own-words.js';
import { type Part, partOrFailure } from './part.js';

/** What a bundle is made of. */
export interface SupportBundleParts {
  readonly madeBy: 'service' | 'command-line';
  /** In the order in which they are to be read. The names of all members of a part are words of this program. */
  readonly parts: Readonly<Record<string, Part>>;
  /** Every secret that this process knows. */
  knownSecrets(): Promise<KnownSecrets>;
  readonly nowMs?: () => number;
}

/** How long a part may take, in milliseconds. */
const partWithinMs = 30_000;

/**
 * Makes a support bundle: readable JSON. A part that fails has its failure in its place. Before the text leaves, every
 * secret that this process knows is taken out by its value, although none should be in it.
 */
export async function makeSupportBundle(from: SupportBundleParts): Promise<string> {
  const { madeBy, parts, knownSecrets, nowMs = Date.now } = from;
  const made = Object.entries(parts).map(
    async ([name, part]) => [name, await partOrFailure(part, partWithinMs)] as const,
  );
  // Without the secrets nothing leaves.
  const [{ values, notKnown }, ...members] = await Promise.all([knownSecrets(), ...made]);
  const redactor = createRedactor([], ownWords);
  await inTurns(values, (secret) => redactor.learn(secret));
  const clean = await redactInTurns(Object.fromEntries(members), redactor);
  const unknown = redactor.redact(notKnown.map(({ what, code }) => ({ what, code })));
  const replaced = redactor.replaced();
  const bundle = {
    format: 'cuelight-support-bundle',
    formatVersion: 1,
    madeAt: new Date(nowMs()).toISOString(),
    madeBy,
    ...(clean as object),
    redaction: {
      secretsLookedFor: new Set(values.map(String)).size,
      replaced,
      meaning: replaced === 0 ? nothingReplaced : somethingReplaced,
      notKnown: unknown,
    },
  };
  return `${JSON.stringify(bundle, null, 2)}\n`;
}

/** Does something with each, and lets others have their turn every few milliseconds: of thousands it takes seconds. */
async function inTurns<T>(all: readonly T[], treat: (one: T) => void): Promise<void> {
  for (const [index, one] of all.entries()) {
    treat(one);
    if (index % 100 === 99) await setImmediate();
  }
}

/** Redacts a value whose lists may be long. */
async function redactInTurns(value: JsonValue, redactor: Redactor): Promise<JsonValue> {
  if (typeof value !== 'object' || value === null) return redactor.redact(value);
  const clean: JsonValue[] = [];
  if (Array.isArray(value)) {
    await inTurns(value, (one) => clean.push(redactor.redact(one)));
    return clean;
  }
  const members = Object.entries(value);
  for (const [, member] of members) clean.push(await redactInTurns(member, redactor));
  return Object.fromEntries(members.map(([name], index) => [name, clean[index] ?? null]));
}

const nothingReplaced = 'No secret had to be taken out, as it should be.';
const somethingReplaced =
  'Secrets had to be taken out that should not have been there: a fault of Cuelight, unless a name or an address holds one. Please report it.';
