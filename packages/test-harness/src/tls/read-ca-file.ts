import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** The certificates in a PEM file, or one sentence that says what is wrong with it. */
export type CaFileReading =
  | { readonly ok: true; readonly certificates: readonly string[] }
  | { readonly ok: false; readonly problem: string };

/**
 * Reads the CA certificates of a PEM file. They are checked one by one, since Node would pass over one that it cannot
 * read and silently trust less than was meant.
 */
export function readCaFile(file: string): CaFileReading {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return { ok: false, problem: 'the file cannot be read' };
  }
  const certificates = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  if (certificates.length === 0) return { ok: false, problem: 'the file holds no PEM certificate' };
  return certificates.every(isCa)
    ? { ok: true, certificates }
    : { ok: false, problem: 'the file holds something else than certificates of CAs' };
}

function isCa(pem: string): boolean {
  try {
    return new X509Certificate(pem).ca;
  } catch {
    return false;
  }
}
