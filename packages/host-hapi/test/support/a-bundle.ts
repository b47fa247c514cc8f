import type { Row } from '../world/client.js';

/** A support bundle as the tests read it. */
export interface Bundle extends Row {
  readonly connections: {
    readonly failure?: { readonly code: string };
    readonly connections: readonly Row[];
    readonly recordsUnreadable: number;
  };
  readonly settings: { readonly settings: readonly Row[]; readonly faults?: readonly string[] };
  readonly redaction: { readonly replaced: number; readonly meaning: string; readonly notKnown: readonly Row[] };
}

/** Reads the text of a bundle; throws when it is no JSON. */
export function bundleIn(text: string): Bundle {
  return JSON.parse(text) as Bundle;
}
