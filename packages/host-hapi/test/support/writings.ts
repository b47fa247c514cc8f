/** Ways in which a program may write a text by mistake, each with its name. */
export const writings: readonly (readonly [string, (text: string) => string])[] = [
  ['as it is', (text) => text],
  ['in JSON', (text) => JSON.stringify({ password: text })],
  ['in JSON in JSON', (text) => JSON.stringify({ body: JSON.stringify({ password: text }) })],
  ['in base64', (text) => Buffer.from(text).toString('base64')],
  ['in base64url', (text) => Buffer.from(text).toString('base64url')],
  ['in basic authentication', (text) => `Basic ${Buffer.from(`admin:${text}`).toString('base64')}`],
  ['in base64 with more behind', (text) => Buffer.from(`u:${text} and more`).toString('base64')],
  ['in base64 of JSON', (text) => Buffer.from(JSON.stringify({ password: text })).toString('base64')],
  ['in hexadecimal digits', (text) => Buffer.from(text).toString('hex')],
  ['in upper-case hexadecimal digits', (text) => Buffer.from(text).toString('hex').toUpperCase()],
  ['in a path', (text) => `/login/${encodeURIComponent(text)}/next`],
  ['in a path, in lower case', (text) => encodeURIComponent(text).replace(/%../g, (escaped) => escaped.toLowerCase())],
  ['in a form', (text) => new URLSearchParams({ password: text, more: 'x' }).toString()],
  ['in base64 in a form', (text) => new URLSearchParams({ basic: Buffer.from(text).toString('base64') }).toString()],
];
