import { type Form, formsOf } from './forms-of.js';

/** A value as JSON has it. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** Takes secrets out of what is told. */
export interface Redactor {
  /** Looks for this secret too from now on. */
  learn(secret: string | Uint8Array): void;
  /**
   * The same value with `[redacted]` in place of every secret in its texts and numbers. The names of members are words of
   * this program and stay; so does a text that is one of `ownWords` as a whole: it would stand there with any secret, and
   * to take it out would give the secret away.
   */
  redact(value: JsonValue): JsonValue;
  /** How many places were replaced so far. */
  replaced(): number;
}

/** What stands in the place of a secret. */
const redactedMark = '[redacted]';

/** How many characters lead to a form. */
const keyLength = 4;

/**
 * A redactor by value: it knows the secrets, and finds them in every form of `formsOf`, wherever they are. A secret of fewer
 * than six characters, which stands in many texts by chance, is replaced only where it stands by itself: no letter or
 * digit before or behind it, and not in a number.
 */
export function createRedactor(
  secrets: Iterable<string | Uint8Array>,
  ownWords: ReadonlySet<string> = new Set(),
): Redactor {
  const byStart = new Map<string, Form[]>();
  const shortForms = new Map<string, Form>();
  const learn = (secret: string | Uint8Array) => {
    for (const form of formsOf(secret)) {
      const start = form.text.slice(0, keyLength);
      if (start.length < keyLength) shortForms.set(form.text, form);
      else if (byStart.has(start)) byStart.get(start)?.push(form);
      else byStart.set(start, [form]);
    }
  };
  for (const secret of secrets) learn(secret);
  let replaced = 0;

  const spansIn = (text: string, isNumber: boolean): readonly Span[] => {
    const spans: Span[] = [];
    const meet = (form: Form, from: number) => {
      if (!text.startsWith(form.text, from)) return;
      const span = { from, to: from + form.text.length };
      if (form.isApart && (isNumber || !standsApart(text, span))) return;
      spans.push(form.isCut ? withDigitsBeside(text, span) : span);
    };
    for (let at = 0; at + keyLength <= text.length; at += 1) {
      for (const form of byStart.get(text.slice(at, at + keyLength)) ?? []) meet(form, at);
    }
    for (const form of shortForms.values()) {
      for (let at = text.indexOf(form.text); at >= 0; at = text.indexOf(form.text, at + 1)) meet(form, at);
    }
    return spans;
  };

  const redactText = (text: string, isNumber = false): string => {
    const spans = joined(spansIn(text, isNumber));
    replaced += spans.length;
    let [clean, done] = ['', 0];
    for (const { from, to } of spans) {
      clean += text.slice(done, from) + redactedMark;
      done = to;
    }
    return clean + text.slice(done);
  };

  const redact = (value: JsonValue): JsonValue => {
    if (typeof value === 'string') return ownWords.has(value) ? value : redactText(value);
    if (typeof value === 'number') {
      const clean = redactText(String(value), true);
      return clean === String(value) ? value : clean;
    }
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(redact);
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, redact(member)]));
  };

  return { learn, redact, replaced: () => replaced };
}

interface Span {
  readonly from: number;
  readonly to: number;
}

function standsApart(text: string, { from, to }: Span): boolean {
  return !/[\p{L}\p{N}_]/u.test(text.slice(Math.max(0, from - 1), from) + text.slice(to, to + 1));
}

function withDigitsBeside(text: string, { from, to }: Span): Span {
  const isDigit = (at: number) => /[A-Za-z0-9+/_-]/.test(text.charAt(at));
  let end = isDigit(to) ? to + 1 : to;
  while (text.charAt(end) === '=') end += 1;
  return { from: from > 0 && isDigit(from - 1) ? from - 1 : from, to: end };
}

/** Those that overlap as one, in order: of a secret that overlaps itself no part is left. */
function joined(spans: readonly Span[]): readonly Span[] {
  const all: Span[] = [];
  for (const span of [...spans].sort((one, other) => one.from - other.from)) {
    const last = all.at(-1);
    if (last === undefined || span.from >= last.to) all.push(span);
    else all[all.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
  }
  return all;
}
