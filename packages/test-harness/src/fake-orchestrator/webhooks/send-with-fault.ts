import type { ActiveFault } from '../faults/fault-rule.js';

/**
 * The body that arrives, where the fault is one of what is on the way, under the signature of the one that was sent:
 * `truncate` lets half of it through; `reserialise` indents its JSON by two blanks; `escape` escapes in it what is not
 * ASCII, and slashes; `add-newline` adds a line end; `add-bom` puts a byte order mark before it.
 */
export function sendWithFault(body: Uint8Array, fault: ActiveFault | undefined): Uint8Array {
  const json = () => JSON.parse(Buffer.from(body).toString('utf8'));
  switch (fault?.action) {
    case 'truncate':
      return body.subarray(0, Math.floor(body.length / 2));
    case 'reserialise':
      return Buffer.from(JSON.stringify(json(), null, 2));
    case 'escape':
      return Buffer.from(
        JSON.stringify(json())
          .replaceAll('/', '\\/')
          .replace(/[^ -~]/g, escaped),
      );
    case 'add-newline':
      return Buffer.from([...body, 0x0a]);
    case 'add-bom':
      return Buffer.from([0xef, 0xbb, 0xbf, ...body]);
    default:
      return body;
  }
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
