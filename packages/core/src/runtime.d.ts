/**
 * The few names beyond the language that every runtime of the core has (Node, browsers, workers). Declared here, as
 * narrow as the core needs them, so that nothing of a single runtime can slip in.
 */
interface URL {
  readonly protocol: string;
  readonly username: string;
  readonly password: string;
  readonly hostname: string;
  readonly host: string;
  readonly port: string;
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
  readonly origin: string;
}

declare var URL: { new (text: string): URL };

declare class TextDecoder {
  constructor(encoding: 'utf-8', options: { readonly fatal: true; readonly ignoreBOM?: true });
  decode(bytes: Uint8Array): string;
}

declare class TextEncoder {
  encode(text: string): Uint8Array;
}
