import { setTimeout as timer } from 'node:timers/promises';
import type { TokenCredential } from './token-credential.js';

/** What it takes to call a Key Vault. */
export interface KeyVaultOptions {
  /** Such as `https://cuelight.vault.azure.net`; see {@link parseKeyVaultUrl}. Throws when it is none. */
  readonly vaultUrl: string;
  readonly credential: TokenCredential;
  /** Certificates of CAs (PEM) that are trusted beside those that Node trusts. */
  readonly ca?: readonly string[];
  /** How long one call of this port takes at most, repeats and waiting included, in milliseconds. @default 15,000 */
  readonly timeoutMs?: number;
  /** Milliseconds since any moment. @default the system's */
  readonly nowMs?: () => number;
  /** Waits so long. @default by the timer of the runtime */
  readonly pause?: (ms: number) => Promise<unknown>;
  /** A number from 0 to below 1. @default the runtime's */
  readonly random?: () => number;
}

/** The options with their defaults. */
export type KeyVaultSettings = Required<KeyVaultOptions>;

/** Fills in the defaults. */
export function keyVaultSettings(options: KeyVaultOptions): KeyVaultSettings {
  const vaultUrl = parseKeyVaultUrl(options.vaultUrl);
  if (vaultUrl === undefined) throw new TypeError(`${options.vaultUrl} is not the URL of a Key Vault.`);
  return {
    ca: [],
    timeoutMs: 15_000,
    nowMs: () => performance.now(),
    pause: (ms) => timer(ms),
    random: Math.random,
    ...options,
    vaultUrl,
  };
}

/** The URL of a vault without a slash at its end; undefined unless it is `https://host[:port]` and nothing more. */
export function parseKeyVaultUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, origin, href } = new URL(text);
  return protocol === 'https:' && href === `${origin}/` ? origin : undefined;
}
