/**
 * A value as JSON in lines, up to a length: what is endless, or nested without end, is written no further than that. A number that
 * is too large for a browser is called what it was read as, which JSON has no word for.
 */
export function jsonText(value: unknown, longest: number): string {
  let text = '';
  const write = (one: unknown, indent: string): void => {
    if (text.length > longest) return;
    if (typeof one === 'string') {
      text += JSON.stringify(one.slice(0, longest));
    } else if (typeof one !== 'object' || one === null) {
      text += String(one);
    } else if (Array.isArray(one)) {
      writeAll('[', one, (item, inner) => write(item, inner), ']', indent);
    } else {
      const keyed = (key: string, inner: string) => {
        write(key, inner);
        text += ': ';
        write(Object.getOwnPropertyDescriptor(one, key)?.value, inner);
      };
      writeAll('{', Object.keys(one), keyed, '}', indent);
    }
  };
  const writeAll = <T>(
    begin: string,
    items: readonly T[],
    item: (one: T, inner: string) => void,
    end: string,
    indent: string,
  ) => {
    text += begin;
    for (const [at, one] of items.entries()) {
      if (text.length > longest) return;
      text += `${at === 0 ? '' : ','}\n${indent}  `;
      item(one, `${indent}  `);
    }
    if (text.length > longest) return;
    text += items.length === 0 ? end : `\n${indent}${end}`;
  };
  write(value, '');
  return text;
}
