import type { DeliveryMistake } from './delivery-mistakes.js';

/** A signature as somebody may have written it. */
export interface ReadSignature {
  /** The hash that its length fits. */
  readonly hash: 'sha256' | 'sha1';
  /** The same bytes as they should have been written: standard base64 with padding. */
  readonly base64: string;
  /** What is wrong with how it was written; nothing when it is as it should be. */
  readonly mistakes: readonly DeliveryMistake[];
}

/** The longest text that is looked at. */
const longest = 120;
/** Such as `sha256=`, `sha256:` or `v1=`. */
const prefixed = /^[A-Za-z][A-Za-z0-9_-]{0,19}[=:][ ]?(?=.)/;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** By how many characters of base64, without padding, a hash has. */
const hashOfLength: Readonly<Record<number, ReadSignature['hash']>> = { 43: 'sha256', 27: 'sha1' };

/** Reads a signature in any of the ways that it is known to be written; undefined when it can be none. */
export function readSignature(text: string): ReadSignature | undefined {
  if (text.length > longest) return undefined;
  const prefix = prefixed.exec(text)?.[0] ?? '';
  const rest = text.slice(prefix.length);
  const isHex = /^(?:[0-9A-Fa-f]{64}|[0-9A-Fa-f]{40})$/.test(rest);
  const digits = isHex ? base64OfHex(rest) : digitsOf(rest);
  if (digits === undefined) return undefined;
  const hash = hashOfLength[digits.length];
  if (hash === undefined) return undefined;
  const base64 = `${digits}=`;
  const mistakes: DeliveryMistake[] = [];
  if (prefix !== '') mistakes.push('sha256-prefix');
  if (isHex) mistakes.push('hex-instead-of-base64');
  else if (base64 !== rest) mistakes.push('base64url-or-unpadded');
  return { hash, base64, mistakes };
}

/** The digits of base64 of either alphabet as standard ones, the bits that stand for nothing cleared. */
function digitsOf(text: string): string | undefined {
  if (!/^[A-Za-z0-9+/_-]{1,86}={0,2}$/.test(text)) return undefined;
  const digits = text.replace(/=+$/, '').replace(/-/g, '+').replace(/_/g, '/');
  // 20 and 32 bytes leave two bits over.
  const last = alphabet.charAt(alphabet.indexOf(digits.slice(-1)) & ~3);
  return digits.slice(0, -1) + last;
}

function base64OfHex(hex: string): string {
  const bits = [...hex].map((digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0')).join('');
  const sextets = bits.match(/.{1,6}/g) ?? [];
  return sextets.map((sextet) => alphabet.charAt(Number.parseInt(sextet.padEnd(6, '0'), 2))).join('');
}
