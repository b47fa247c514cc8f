/** How a text may be written where one would not see it at once: escaped, encoded, in another character set. */
export function formsOf(text: string): readonly Buffer[] {
  const json = JSON.stringify(text).slice(1, -1);
  const written = [
    text,
    json,
    JSON.stringify(json).slice(1, -1),
    json.replace(/[^\x20-\x7e]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`),
    ...inUrls(text),
    ...inUrls(json),
  ];
  const bytes = [...new Set(written)].flatMap((form) => [Buffer.from(form), Buffer.from(form, 'utf16le')]);
  const forms = [...bytes, Buffer.from(text, 'latin1'), Buffer.from(text, 'utf16le').swap16()];
  const encoded = forms.flatMap((form) => [
    ...inBase64(form),
    form.toString('hex'),
    form.toString('hex').toUpperCase(),
  ]);
  return [...forms, ...encoded.map((form) => Buffer.from(form))];
}

function inUrls(text: string): readonly string[] {
  const forms = [
    encodeURIComponent(text),
    encodeURI(text),
    new URLSearchParams({ text }).toString().slice('text='.length),
  ];
  return [...forms, ...forms.map((form) => form.replace(/%../g, (escaped) => escaped.toLowerCase()))];
}

/** In both alphabets, after 0, 1 and 2 other bytes; without the digits that have bits of what is before or behind. */
function inBase64(bytes: Buffer): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const length = before + bytes.length;
    const digits = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const own = digits.slice(Math.ceil((before * 8) / 6), Math.floor((length * 8) / 6));
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
