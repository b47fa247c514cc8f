/** One way in which a secret may be written. */
export interface Form {
  readonly text: string;
  /** It is so short that it counts only where it stands by itself. */
  readonly isApart: boolean;
  /** It begins or ends within a base64 digit, so that a digit beside it has bits of the secret too. */
  readonly isCut: boolean;
}

/** From so many characters on, a text hardly stands anywhere by chance. */
const shortest = 6;

/**
 * Every usual way in which a secret may be written: as it is, escaped in JSON (once, twice, in ASCII alone), in URLs and forms,
 * in base64 and base64url after any other bytes, in hexadecimal digits of either case; and each of these of its JSON text.
 *
 * @param secret a text, or the bytes of a key
 */
export function formsOf(secret: string | Uint8Array): readonly Form[] {
  const forms =
    typeof secret === 'string'
      ? formsOfText(secret)
      : [...formsOfBytes(Buffer.from(secret)), ...textsIn(Buffer.from(secret)).flatMap(formsOfText)];
  const isShort = secret.length < shortest;
  const distinct = new Map<string, Form>();
  for (const { text, isCut } of forms) {
    if (text.trim() === '' || (isShort && isCut)) continue;
    const isApart = isShort || text.length < shortest;
    distinct.set(text, { text, isApart, isCut: isCut && distinct.get(text)?.isCut !== false });
  }
  return [...distinct.values()];
}

type Written = Pick<Form, 'text' | 'isCut'>;

/** Bytes that somebody took for a text. */
function textsIn(bytes: Buffer): readonly string[] {
  return [bytes.toString('latin1'), bytes.toString('utf8')];
}

function formsOfText(text: string): readonly Written[] {
  const json = inJson(text);
  const plain = [text, text.trim(), asRead(text), json, inJson(json), json.replaceAll('/', '\\/'), ...inAscii(json)];
  const inBytes = [...new Set([text, json])].flatMap((written) => formsOfBytes(Buffer.from(written)));
  const inUrl = [...new Set([text, json, ...base64Of(Buffer.from(text))])].flatMap(inUrls);
  return [...[...plain, ...inUrl].map((written) => ({ text: written, isCut: false })), ...inBytes];
}

function formsOfBytes(bytes: Buffer): readonly Written[] {
  const hex = bytes.toString('hex');
  const whole = [hex, hex.toUpperCase(), ...base64Of(bytes)].map((text) => ({ text, isCut: false }));
  return [...whole, ...withinBase64(bytes).map((text) => ({ text, isCut: true }))];
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** As JSON would read it, where it looks as if it were escaped: then it is written as it is once it was read. */
function asRead(text: string): string {
  try {
    const read: unknown = JSON.parse(`"${text}"`);
    return typeof read === 'string' ? read : text;
  } catch {
    return text;
  }
}

function inAscii(json: string): readonly string[] {
  const escaped = (digits: (hex: string) => string) =>
    json.replace(/[^\x20-\x7e]/g, (unit) => `\\u${digits(unit.charCodeAt(0).toString(16).padStart(4, '0'))}`);
  return [escaped((hex) => hex), escaped((hex) => hex.toUpperCase())];
}

function inUrls(text: string): readonly string[] {
  // Half of a pair of surrogates is no character that a URL can have.
  const wellFormed = Buffer.from(text).toString();
  const component = encodeURIComponent(wellFormed);
  const forms = [
    component,
    component.replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`),
    encodeURI(wellFormed),
    new URLSearchParams({ text: wellFormed }).toString().slice('text='.length),
  ];
  return [...forms, ...forms.map((form) => form.replace(/%../g, (escaped) => escaped.toLowerCase()))];
}

/** In both alphabets, with and without padding. */
function base64Of(bytes: Buffer): readonly string[] {
  const padded = bytes.toString('base64');
  return [padded, padded.replace(/=+$/, ''), bytes.toString('base64url')];
}

/** In both alphabets, after 0, 1 and 2 other bytes; without the digits that have bits of what is before or behind. */
function withinBase64(bytes: Buffer): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const digits = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const own = digits.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
