/**
 * Reads a fingerprint as somebody copied it: with colons or without, in any case, with spaces, or as OpenSSL prints it.
 *
 * @returns its 64 digits in lower case, or undefined when it is none of SHA-256
 */
export function readFingerprint(text: string): string | undefined {
  const digits = text
    .replace(/^\s*sha-?256(?:\s+fingerprint)?\s*[=:]/i, '')
    .replace(/[\s:]/g, '')
    .toLowerCase();
  return /^[\da-f]{64}$/.test(digits) ? digits : undefined;
}

/** The SHA-256 fingerprint of a certificate, as {@link readFingerprint} reads one. Browsers compute it in a secure context only. */
export async function fingerprintOf(pem: string): Promise<string> {
  const base64 = pem.replace(/-----[^-]+-----|\s/g, '');
  const der = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', der));
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
