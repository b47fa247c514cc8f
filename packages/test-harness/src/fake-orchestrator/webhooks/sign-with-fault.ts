import { createHmac } from 'node:crypto';
import type { ActiveFault } from '../faults/fault-rule.js';
import { sign } from './sign.js';

/**
 * The value of `X-UiPath-Signature` as a fault has it, where the fault is one of signing:
 * `sign-hex` writes it in hexadecimal digits; `sign-prefixed` puts `sha256=` before it; `sign-base64url` writes it in
 * base64url without padding; `sign-sha1` uses HMAC-SHA1; `sign-with-other-secret` signs with the fault's `secret`;
 * `sign-with-decoded-secret` signs with the bytes that the secret, read as base64, stands for.
 */
export function signWithFault(body: Uint8Array, secret: string, fault: ActiveFault | undefined): string {
  const signature = sign(body, secret);
  switch (fault?.action) {
    case 'sign-hex':
      return Buffer.from(signature, 'base64').toString('hex');
    case 'sign-prefixed':
      return `sha256=${signature}`;
    case 'sign-base64url':
      return Buffer.from(signature, 'base64').toString('base64url');
    case 'sign-sha1':
      return createHmac('sha1', secret).update(body).digest('base64');
    case 'sign-with-other-secret':
      return sign(body, fault.secret ?? '');
    case 'sign-with-decoded-secret':
      return createHmac('sha256', Buffer.from(secret, 'base64')).update(body).digest('base64');
    default:
      return signature;
  }
}
